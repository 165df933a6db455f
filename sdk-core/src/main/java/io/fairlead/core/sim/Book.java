package io.fairlead.core.sim;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import java.util.Arrays;

/**
 * The orders of one instrument in the order in which they came, with what the venue knows of its market. Scales only ever get
 * finer, so that what is counted stays exact when rules change. On the venue's thread, but for {@link #isIdle()}.
 */
final class Book {
    private final int place;
    private final boolean shortSelling;
    private final LastSeen seen;
    private Instrument instrument;
    private SessionHours hours;
    private int priceScale;
    private int quantityScale;
    private double pricePower;
    private SimOrder[] orders = new SimOrder[8];
    private int size;
    private final TopOfBook top = new TopOfBook();
    private long position;

    Book(int place, Instrument instrument, boolean shortSelling, LastSeen seen) {
        this.place = place;
        this.seen = seen;
        seen.open(place);
        this.shortSelling = shortSelling;
        this.instrument = instrument;
        this.hours = new SessionHours(instrument.calendar());
        this.priceScale = instrument.priceScale();
        this.quantityScale = instrument.quantityScale();
        this.pricePower = ExactProduct.powerOfTen(priceScale);
    }

    /** Its place in the account's books. */
    int place() {
        return place;
    }

    // --- Rules ----------------------------------------------------------------------------------------------------

    Instrument instrument() {
        return instrument;
    }

    SessionHours hours() {
        return hours;
    }

    void change(Instrument rules) {
        instrument = rules;
        hours = new SessionHours(rules.calendar());
        refine(rules.priceScale(), rules.quantityScale());
    }

    /** Whether more may be sold than is held: the account and the instrument both allow it. */
    boolean isShortable() {
        return shortSelling && instrument.shortable();
    }

    int priceScale() {
        return priceScale;
    }

    int quantityScale() {
        return quantityScale;
    }

    /** Makes the scales at least this fine. */
    void refine(int minPriceScale, int minQuantityScale) {
        if (minPriceScale <= priceScale && minQuantityScale <= quantityScale) {
            return;
        }
        long priceFactor = ExactProduct.powerOfTen(Math.max(0, minPriceScale - priceScale));
        long quantityFactor = ExactProduct.powerOfTen(Math.max(0, minQuantityScale - quantityScale));
        priceScale = Math.max(priceScale, minPriceScale);
        quantityScale = Math.max(quantityScale, minQuantityScale);
        pricePower = ExactProduct.powerOfTen(priceScale);
        position = Math.multiplyExact(position, quantityFactor);
        top.rescale(priceFactor, quantityFactor);
        for (int i = 0; i < size; i++) {
            orders[i].rescale(priceFactor, quantityFactor);
        }
    }

    /** A price of market data at the book's scale: exact for data of up to 15 digits. */
    long toScaled(double price) {
        return Math.round(price * pricePower);
    }

    // --- Market ---------------------------------------------------------------------------------------------------

    TopOfBook top() {
        return top;
    }

    void saw(Quote quote) {
        refine(quote.priceScale(), quote.quantityScale());
        long price = ExactProduct.powerOfTen(priceScale - quote.priceScale());
        long units = ExactProduct.powerOfTen(quantityScale - quote.quantityScale());
        top.quote(
                Math.multiplyExact(quote.bid(), price),
                Math.multiplyExact(quote.bidSize(), units),
                Math.multiplyExact(quote.ask(), price),
                Math.multiplyExact(quote.askSize(), units));
        seen.sawPrice(place, quote.mid());
    }

    /** Takes in a trade; its price × 10^priceScale. */
    long saw(Trade trade) {
        refine(trade.priceScale(), trade.quantityScale());
        long price = Math.multiplyExact(trade.price(), ExactProduct.powerOfTen(priceScale - trade.priceScale()));
        long units = Math.multiplyExact(trade.size(), ExactProduct.powerOfTen(quantityScale - trade.quantityScale()));
        top.trade(price, units);
        seen.sawPrice(place, trade.tradePrice().toDouble());
        return price;
    }

    /** Takes in the last price and the units that traded with it. */
    void sawTrading(double price, double volume) {
        seen.saw(place, price, volume);
    }

    /** Takes in the units that trade in the datum that is about to be matched. */
    void sawVolume(double volume) {
        seen.sawVolume(place, volume);
    }

    boolean hasPrice() {
        return !Double.isNaN(seen.price(place));
    }

    /** The last price × 10^priceScale. */
    long lastPrice() {
        return toScaled(seen.price(place));
    }

    /** The units traded in the latest datum; 0 where unknown. */
    double volumeSeen() {
        return seen.volume(place);
    }

    // --- Position -------------------------------------------------------------------------------------------------

    /** Units held × 10^quantityScale, negative when short. */
    long position() {
        return position;
    }

    void addPosition(long units) {
        position = Math.addExact(position, units);
    }

    // --- Orders ---------------------------------------------------------------------------------------------------

    /** Whether it holds no order, waiting ones included. Any thread. */
    boolean isIdle() {
        return seen.isIdle(place);
    }

    /** Orders held, ended ones included until {@link #sweep()}. */
    int size() {
        return size;
    }

    SimOrder order(int place) {
        return orders[place];
    }

    void add(SimOrder order) {
        if (size == orders.length) {
            orders = Arrays.copyOf(orders, size * 2);
        }
        orders[size++] = order;
        seen.idle(place, false);
    }

    /** Forgets the orders that have ended. */
    void sweep() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!orders[i].isEnded()) {
                orders[kept++] = orders[i];
            }
        }
        Arrays.fill(orders, kept, size, null);
        size = kept;
        if (kept == 0) {
            seen.idle(place, true);
        }
    }
}
