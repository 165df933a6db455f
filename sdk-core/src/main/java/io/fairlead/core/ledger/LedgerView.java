package io.fairlead.core.ledger;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.strategy.AccountView;
import io.fairlead.api.strategy.Position;
import java.util.List;

/** What strategies see of a ledger: nothing that books. */
final class LedgerView implements AccountView {
    private final Ledger ledger;

    LedgerView(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public AccountId id() {
        return ledger.account();
    }

    @Override
    public Currency baseCurrency() {
        return ledger.baseCurrency();
    }

    @Override
    public Money cash(Currency currency) {
        return ledger.cash(currency);
    }

    @Override
    public List<Money> balances() {
        return ledger.balances();
    }

    @Override
    public Money equity() {
        return ledger.equity();
    }

    @Override
    public long equityE8() {
        return ledger.equityE8();
    }

    @Override
    public List<Position> positions() {
        return ledger.positions();
    }
}
