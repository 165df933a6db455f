/**
 * Runnable mains: the command line {@code ./fairlead}, small programs to copy from, and what they share. Nothing here is published.
 */
@NullMarked
package io.fairlead.examples;

import org.jspecify.annotations.NullMarked;
