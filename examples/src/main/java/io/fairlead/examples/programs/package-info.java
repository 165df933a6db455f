/** The programs that the modules' READMEs show, as they are compiled and run. They use what a host would: the API and the plug-ins. */
@NullMarked
package io.fairlead.examples.programs;

import org.jspecify.annotations.NullMarked;
