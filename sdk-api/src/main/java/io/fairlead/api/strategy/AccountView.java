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

    /** Equity as a double, for statistics and sizes: cheap. */
    double equityValue();

    /** Every instrument that is or was held. */
    List<Position> positions();
}
