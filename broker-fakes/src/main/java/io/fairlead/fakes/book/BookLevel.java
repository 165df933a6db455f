package io.fairlead.fakes.book;

import java.math.BigDecimal;

/** One price of a book and how much it shows there. */
public record BookLevel(BigDecimal price, BigDecimal quantity) {}
