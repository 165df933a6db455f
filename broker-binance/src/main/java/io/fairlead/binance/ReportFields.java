package io.fairlead.binance;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.support.UnreadableAnswerException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The fields of an event by their names. What is missing or of another kind is an {@link UnreadableAnswerException} that names the field, in
 * the words of {@code ExactJson}. One thread.
 */
sealed interface ReportFields permits TreeFields, FlatFields {
    /** Whether there is such a field, be it null. */
    boolean has(String name);

    /** Whether a field is there and {@code true}. */
    boolean isTrue(String name);

    /** A field that must be text. */
    String text(String name);

    /** A field that is text; empty if it is anything else, or the empty text. */
    Optional<String> optionalText(String name);

    /** A field that must be a whole number of 64 bits. */
    long whole(String name);

    /** A field that must be true or false. */
    boolean flag(String name);

    /** A field that is an exact decimal, as text or as a number, or is missing, or null. */
    Optional<BigDecimal> optionalDecimal(String name);

    /** A field that must be a quantity. */
    Quantity quantity(String name);

    /** A field that must be a price. */
    Price price(String name);
}
