package io.fairlead.core.ledger;

import io.fairlead.api.AccountId;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The instruments of one account by index, and the books that count in them. One thread. */
final class Listings {
    private final AccountId account;
    private final List<PositionBook> books = new ArrayList<>();
    private final Set<InstrumentId> ids = new HashSet<>();
    private Listing[] byIndex = new Listing[8];
    /** Last prices, of all instruments side by side: they are written with every bar. */
    private long[] marks = new long[8];

    private int[] markScales = new int[8];
    private int size;

    Listings(AccountId account) {
        this.account = account;
    }

    AccountId account() {
        return account;
    }

    int add(Instrument instrument) {
        if (!ids.add(instrument.id())) {
            throw new IllegalArgumentException(
                    account + ": " + instrument.id() + " is registered already; use update for new rules");
        }
        if (size == byIndex.length) {
            byIndex = Arrays.copyOf(byIndex, size * 2);
            marks = Arrays.copyOf(marks, size * 2);
            markScales = Arrays.copyOf(markScales, size * 2);
        }
        markScales[size] = Listing.NO_MARK;
        byIndex[size] = new Listing(this, size, instrument);
        return size++;
    }

    void update(int index, Instrument instrument) {
        at(index).update(instrument);
        for (PositionBook book : books) {
            book.rescale(index);
        }
    }

    void mark(int index, long priceScaled, int priceScale) {
        marks[index] = priceScaled;
        markScales[index] = priceScale;
    }

    long mark(int index) {
        return marks[index];
    }

    /** The scale of the last price; {@link Listing#NO_MARK} where there is none. */
    int markScale(int index) {
        return markScales[index];
    }

    void join(PositionBook book) {
        books.add(book);
    }

    int size() {
        return size;
    }

    Listing at(int index) {
        return byIndex[Objects.checkIndex(index, size)];
    }
}
