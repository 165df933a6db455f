package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule of law, or of those who regulate themselves, between two dates of the market that it is about. A pure function. */
sealed interface DatedRule permits DayTradeLimit, SettledCash, NoShortInCash, CfdMargin {
    /** The code of its denials. */
    String code();

    /** What it says, in words. */
    String what();

    /** Where it stands. */
    String source();

    /** The first date that it holds on. */
    LocalDate from();

    /** The last date that it holds on; null while no end is known. */
    @Nullable
    LocalDate to();

    /** Judges an order that may add exposure, on a date on which the rule holds. */
    Optional<Denial> check(OrderRequest order, RiskView view);

    /** Whether it holds on a date. */
    default boolean holdsOn(LocalDate date) {
        LocalDate last = to();
        return !date.isBefore(from()) && (last == null || !date.isAfter(last));
    }
}
