package io.fairlead.api.strategy;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import java.util.List;

/** The account as the session's ledger has it: a live, read-only view. On the session's thread. */
public interface AccountView {
    /** Which account. */
    AccountId id();

    /** The currency that equity is reckoned in. */
    Currency baseCurrency();

    /** Cash of a currency; zero where none is held. */
    Money cash(Currency currency);

    /** Cash of each currency that is or was held, in the order of the codes. */
    List<Money> balances();

    /** Cash and positions at their last prices, in the base currency. */
    Money equity();

    /**
     * Equity in hundred-millionths (10^-8) of the base currency, rounded down by less than one of them per position and currency,
     * and capped at the bounds of a long: cheap.
     */
    long equityE8();

    /** Equity as a double, for statistics and sizes: cheap. */
    default double equityValue() {
        return equityE8() / 1e8;
    }

    /** Every instrument that is or was held. */
    List<Position> positions();
}
