/** Benchmarks that anyone can run, each with a hand-written loop beside it in the same run. */
@NullMarked
package io.fairlead.benchmarks;

import org.jspecify.annotations.NullMarked;
