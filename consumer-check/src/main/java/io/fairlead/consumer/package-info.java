/** A host application in small, started by the build on the class path and on the module path. */
@NullMarked
package io.fairlead.consumer;

import org.jspecify.annotations.NullMarked;
