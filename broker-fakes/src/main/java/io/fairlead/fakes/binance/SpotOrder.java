package io.fairlead.fakes.binance;

import io.fairlead.fakes.book.BookOrder;
import io.fairlead.fakes.book.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One order of the account, from its placement to whatever end. Guarded by the venue's lock. */
final class SpotOrder {
    /** Lifecycle, in the venue's spelling. */
    enum Status {
        NEW,
        PENDING_NEW,
        PARTIALLY_FILLED,
        FILLED,
        CANCELED,
        REJECTED,
        EXPIRED,
        EXPIRED_IN_MATCH;

        boolean isOpen() {
            return this == NEW || this == PENDING_NEW || this == PARTIALLY_FILLED;
        }
    }

    final long id;
    final Market market;
    final Ticket ticket;
    final long listId;
    final long time;
    String clientId;
    BigDecimal quantity;
    Status status;
    String expiryReason = "";
    String rejectReason = "NONE";
    long updateTime;
    long workingTime = -1;
    long trailingTime = -1;
    /** What one unit of quantity keeps locked, in quote for a purchase and in base for a sale. */
    BigDecimal lockPerUnit = BigDecimal.ZERO;

    @Nullable
    BookOrder inBook;

    int amendments;
    private final List<Fill> fills = new ArrayList<>();

    SpotOrder(long id, Market market, Ticket ticket, long listId, String clientId, long time) {
        this.id = id;
        this.market = market;
        this.ticket = ticket;
        this.listId = listId;
        this.clientId = clientId;
        this.time = time;
        this.updateTime = time;
        this.quantity = ticket.amount().orElse(BigDecimal.ZERO);
        this.status = Status.PENDING_NEW;
    }

    BinanceSymbol symbol() {
        return market.symbol();
    }

    Side side() {
        return ticket.side();
    }

    boolean isOpen() {
        return status.isOpen();
    }

    BigDecimal executed() {
        return book().map(BookOrder::filled).orElse(BigDecimal.ZERO);
    }

    BigDecimal executedQuote() {
        return book().map(BookOrder::filledQuote).orElse(BigDecimal.ZERO);
    }

    BigDecimal prevented() {
        return book().map(BookOrder::prevented).orElse(BigDecimal.ZERO);
    }

    BigDecimal remaining() {
        return ticket.quoteQuantity() != null
                ? BigDecimal.ZERO
                : quantity.subtract(executed()).subtract(prevented());
    }

    boolean isWorking() {
        return book().map(BookOrder::isResting).orElse(false);
    }

    Optional<BookOrder> book() {
        return Optional.ofNullable(inBook);
    }

    String lockAsset() {
        return side() == Side.BUY ? symbol().quote() : symbol().base();
    }

    void add(Fill fill) {
        fills.add(fill);
    }

    List<Fill> fills() {
        return fills;
    }

    @Override
    public String toString() {
        return id + " " + clientId + " " + status;
    }
}
