@NullMarked
package io.fairlead.fakes.book;

import org.jspecify.annotations.NullMarked;
