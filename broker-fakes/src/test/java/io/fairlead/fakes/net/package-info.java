@NullMarked
package io.fairlead.fakes.net;

import org.jspecify.annotations.NullMarked;
