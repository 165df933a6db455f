package io.fairlead.core.sim;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.strategy.Position;
import io.fairlead.core.ledger.Ledger;
import io.fairlead.spi.AccountFacet.Holding;
import io.fairlead.spi.AccountFacet.Snapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The venue's own books of the account. Fills are booked when somebody asks: most runs never do. On the venue's thread. */
final class VenueAccount {
    private final Executions executions;
    private final Ledger ledger;
    private int booked;

    VenueAccount(AccountId id, List<Money> start, Executions executions) {
        this.executions = executions;
        Currency base = start.isEmpty() ? Currency.USD : start.get(0).currency();
        ledger = new Ledger(id, base, start);
    }

    /** Takes in an instrument; its place in the books. */
    int register(Instrument instrument) {
        return ledger.register(instrument);
    }

    void update(int place, Instrument instrument) {
        catchUp();
        ledger.update(place, instrument);
    }

    BigDecimal cash(Currency currency) {
        catchUp();
        return ledger.cash(currency).value();
    }

    Snapshot snapshot(long nowNanos) {
        catchUp();
        List<Holding> holdings = new ArrayList<>();
        for (Position position : ledger.positions()) {
            position.exitSide()
                    .ifPresent(exit -> holdings.add(new Holding(
                            position.instrument(), exit.opposite(), position.quantity(), position.averagePrice())));
        }
        return new Snapshot(ledger.balances(), holdings, nowNanos);
    }

    private void catchUp() {
        for (; booked < executions.count(); booked++) {
            ledger.book(executions.owner(booked).book().place(), executions.fill(booked));
        }
    }
}
