package io.fairlead.core.ledger;

import io.fairlead.api.AccountId;
import io.fairlead.api.instrument.Instrument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The instruments of one account by index, and the books that count in them. One thread. */
final class Listings {
    private final AccountId account;
    private final List<PositionBook> books = new ArrayList<>();
    private Listing[] byIndex = {};

    Listings(AccountId account) {
        this.account = account;
    }

    AccountId account() {
        return account;
    }

    int add(Instrument instrument) {
        for (Listing listing : byIndex) {
            if (listing.instrument().id().equals(instrument.id())) {
                throw new IllegalArgumentException(
                        account + ": " + instrument.id() + " is registered already; use update for new rules");
            }
        }
        byIndex = Arrays.copyOf(byIndex, byIndex.length + 1);
        byIndex[byIndex.length - 1] = new Listing(account, instrument);
        return byIndex.length - 1;
    }

    void update(int index, Instrument instrument) {
        at(index).update(instrument);
        for (PositionBook book : books) {
            book.rescale(index);
        }
    }

    void join(PositionBook book) {
        books.add(book);
    }

    int size() {
        return byIndex.length;
    }

    Listing at(int index) {
        return byIndex[index];
    }
}
