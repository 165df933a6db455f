package io.fairlead.core.ledger;

import io.fairlead.api.AccountId;
import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Side;
import io.fairlead.api.strategy.AccountView;
import io.fairlead.api.strategy.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The books of one account: cash per currency, positions, fees and profit, from fills only, and what it all is worth at the last
 * prices. Exact to the last digit: in each currency, at every moment,
 *
 * <pre>cash + worth of positions = paid in + realised profit + unrealised profit - fees</pre>
 *
 * <p>A fill is never refused and never rounded. One whose price, quantity and notional fit 63 bits at eight decimals is booked in
 * longs and allocates nothing; a finer or wider one takes an exact path that is slower. Positions go by the average-cost method: a
 * reduction takes cost × closed / held off the cost, rounded half-even at 10^-8, and the remainder stays in the cost.
 *
 * <p>Shares, coins, options and currencies are paid for: a purchase moves cash, and the position is worth its market value. Futures,
 * perpetual swaps and contracts for difference are margined: a fill moves no cash but the profit it takes, and the position is worth
 * its unrealised profit. A fee in the base asset of a pair (Binance takes it out of what is received) makes the position smaller and
 * counts as an expense at the fill's price; one in any other currency is paid from that currency's cash; a negative one is a rebate.
 * A position without a price yet is worth what was paid for it.
 *
 * <p>One owner thread.
 */
public final class Ledger {
    private final Listings listings;
    private final PositionBook book;
    private final Currency base;
    private final List<Pocket> pockets = new ArrayList<>();
    private final Map<Currency, BigDecimal> rates = new TreeMap<>();
    private final AccountView view = new LedgerView(this);
    private final List<Line> lines = new ArrayList<>();
    private long dayStartE8 = Wide.NONE;

    /**
     * A ledger that starts with cash.
     *
     * @param account whose books these are
     * @param baseCurrency the currency that equity is reckoned in
     * @param cash what is there at the start; amounts of one currency add up
     */
    public Ledger(AccountId account, Currency baseCurrency, List<Money> cash) {
        listings = new Listings(account);
        book = new PositionBook(listings);
        base = baseCurrency;
        rates.put(base, BigDecimal.ONE);
        pocket(base);
        for (Money amount : cash) {
            payIn(amount);
        }
    }

    /**
     * Takes in an instrument.
     *
     * @return its index: 0, 1, 2 and so on, in the order of the calls
     * @throws IllegalArgumentException if it is registered already
     */
    public int register(Instrument instrument) {
        int index = listings.add(instrument);
        lines.add(new Line(listings.at(index), book.holding(index), pocket(instrument.quoteCurrency())));
        return index;
    }

    /**
     * Takes in new rules of an instrument. Positions are kept exactly, whatever its scales are now.
     *
     * @throws IllegalArgumentException if its id or its quote currency is another
     */
    public void update(int index, Instrument instrument) {
        listings.update(index, instrument);
        lines.get(index).reweigh();
    }

    /**
     * Books a fill: cash, fees and position.
     *
     * @param index the instrument's
     * @throws IllegalArgumentException if the fill is of another instrument
     */
    public void book(int index, Fill fill) {
        Line line = lines.get(index);
        line.listing().requireOwn(fill);
        long worth = line.listing().worth(fill);
        line.settle(fill, worth, 1);
        charge(line, fill, 1);
        line.payProfit(-1);
        line.holding().book(fill, worth);
        line.payProfit(1);
        line.reweigh();
    }

    /**
     * Takes a fill back (a bust); see {@link PositionBook#reverse}. Cash, fees, quantity and equity come back exactly, however old it
     * is.
     *
     * @param index the instrument's
     * @param fill a fill that was booked before, once
     * @throws IllegalArgumentException if the fill is of another instrument
     */
    public void reverse(int index, Fill fill) {
        undo(index, fill, null);
    }

    /**
     * Puts one fill in the place of another (a correction); see {@link PositionBook#correct}.
     *
     * @param index the instrument's
     * @param wrong a fill that was booked before
     * @param right what holds instead
     * @throws IllegalArgumentException if one of them is of another instrument
     */
    public void correct(int index, Fill wrong, Fill right) {
        undo(index, wrong, right);
    }

    private void undo(int index, Fill wrong, @Nullable Fill right) {
        Line line = lines.get(index);
        line.listing().requireOwn(wrong);
        if (right != null) {
            line.listing().requireOwn(right);
        }
        line.settle(wrong, line.listing().worth(wrong), -1);
        charge(line, wrong, -1);
        if (right != null) {
            line.settle(right, line.listing().worth(right), 1);
            charge(line, right, 1);
        }
        line.payProfit(-1);
        line.holding().undo(wrong, right);
        line.payProfit(1);
        line.reweigh();
    }

    private void charge(Line line, Fill fill, int sign) {
        List<Money> fees = fill.fees();
        for (int i = 0; i < fees.size(); i++) {
            Money fee = fees.get(i);
            if (!line.charge(fill, fee, sign)) {
                Line.pay(pocket(fee.currency()), fee, sign);
            }
        }
    }

    /**
     * Takes over a position that was there before the first fill, as a broker's account shows it. No cash moves and no profit is
     * taken; the day's profit does not change.
     *
     * @param index the instrument's
     * @param direction BUY for a long position, SELL for a short one
     * @param units how many
     * @param averagePrice mean entry price
     * @throws IllegalStateException if the account holds the instrument already
     * @throws BadInputException if a day has begun and the quote currency has no rate
     */
    public void adopt(int index, Side direction, Quantity units, Price averagePrice) {
        Line line = lines.get(index);
        if (!line.holding().isFlat()) {
            throw new IllegalStateException(listings.account() + ": cannot take over " + units + " "
                    + line.holding().instrument() + " beside what is held: " + line.holding());
        }
        boolean dayRuns = dayStartE8 != Wide.NONE;
        long before = dayRuns ? equityE8() : 0;
        line.holding().adopt(direction, units, averagePrice);
        if (!line.listing().isMargined()) {
            line.pocket().paidIn().add(line.holding().cost());
        }
        line.reweigh();
        if (dayRuns) {
            dayStartE8 += equityE8() - before;
        }
    }

    /**
     * Cash that came in from outside, or went out with a negative amount. It is no profit: the day's profit does not change.
     *
     * @throws BadInputException if a day has begun and the currency has no rate
     */
    public void deposit(Money amount) {
        boolean dayRuns = dayStartE8 != Wide.NONE;
        long before = dayRuns ? equityE8() : 0;
        payIn(amount);
        if (dayRuns) {
            dayStartE8 += equityE8() - before;
        }
    }

    private void payIn(Money amount) {
        Pocket pocket = pocket(amount.currency());
        pocket.cash().add(amount.value());
        pocket.paidIn().add(amount.value());
    }

    /**
     * Takes in an instrument's last price. Of an instrument that is not held it costs next to nothing.
     *
     * @param index the instrument's
     * @param priceScaled the price × 10^priceScale of the instrument's rules
     */
    public void mark(int index, long priceScaled) {
        Line line = lines.get(index);
        listings.mark(index, priceScaled, line.priceScale());
        line.mark(priceScaled);
    }

    Line line(int index) {
        return lines.get(index);
    }

    /** Whether an instrument has a last price. */
    public boolean hasMark(int index) {
        return lines.get(index).listing().hasMark();
    }

    /**
     * Takes in a rate of exchange. A rate of pounds sterling ({@code GBP}) is one of pence ({@code GBX}) too.
     *
     * @param from the currency that it is the price of
     * @param rate units of the base currency for one unit, above 0
     * @throws IllegalArgumentException if the rate is not above 0, or another than 1 for the base currency
     */
    public void rate(Currency from, BigDecimal rate) {
        if (rate.signum() <= 0 || (from.equals(base) && rate.compareTo(BigDecimal.ONE) != 0)) {
            throw new IllegalArgumentException("rate from " + from + " to " + base
                    + " must be above 0, and 1 if they are one currency, was " + rate.toPlainString());
        }
        rates.put(from, rate);
        for (Pocket pocket : pockets) {
            giveRate(pocket);
        }
    }

    /**
     * Lets cash of a currency count nothing for as long as it has no rate: coins that an account holds beside what is traded, or that fees
     * are paid in. A position quoted in it still needs one.
     */
    public void leaveOut(Currency currency) {
        pocket(currency).leaveOut();
    }

    /** Whether every currency in which there is cash or a position has a rate to the base currency. */
    public boolean hasRates() {
        for (int i = 0; i < pockets.size(); i++) {
            if (pockets.get(i).lacksRate()) {
                return false;
            }
        }
        return true;
    }

    /** What one unit of a currency is worth in the base currency; empty if no rate is known. */
    public Optional<BigDecimal> rateToBase(Currency from) {
        return Optional.ofNullable(rateOrNull(from));
    }

    /** Whether a currency has a rate to the base currency. */
    public boolean hasRate(Currency from) {
        return rateOrNull(from) != null;
    }

    /**
     * Cash and positions at their last prices, in the base currency, exactly.
     *
     * @throws BadInputException if {@link #hasRates()} is false; the message names the currency
     */
    public Money equity() {
        return Money.of(exactEquity(), base);
    }

    private BigDecimal exactEquity() {
        BigDecimal equity = BigDecimal.ZERO;
        for (Pocket pocket : pockets) {
            requireRate(pocket);
            equity = equity.add(pocket.toBase(pocket.cash().value()));
        }
        for (Line line : lines) {
            equity = equity.add(line.pocket().toBase(line.exactWorth()));
        }
        return equity;
    }

    /**
     * {@link #equity()} in hundred-millionths (10^-8) of the base currency, each position and each currency rounded down, capped at
     * the bounds of a long. Ready at once: it costs an addition per currency.
     *
     * @throws BadInputException if {@link #hasRates()} is false
     */
    public long equityE8() {
        long equity = 0;
        for (int i = 0; i < pockets.size(); i++) {
            Pocket pocket = pockets.get(i);
            if (pocket.isEmpty() || pocket.isLeftOut()) {
                continue;
            }
            long worth = pocket.worthInBase();
            long sum = equity + worth;
            if (worth == Wide.NONE || ((equity ^ sum) & (worth ^ sum)) < 0) {
                return Pocket.capped(exactEquity());
            }
            equity = sum;
        }
        return equity;
    }

    /**
     * The sum of the sizes of all positions' market values, long and short alike, in hundred-millionths (10^-8) of the base currency;
     * {@link Long#MAX_VALUE} if a rate is missing or it does not fit. Ready at once.
     */
    public long grossExposureE8() {
        long sum = 0;
        for (int i = 0; i < pockets.size(); i++) {
            Pocket pocket = pockets.get(i);
            if (pocket.exposure().signum() != 0) {
                long exposed = pocket.exposureInBase();
                if (exposed == Wide.NONE || sum + exposed < 0) {
                    return Long.MAX_VALUE;
                }
                sum += exposed;
            }
        }
        return sum;
    }

    /**
     * Begins a day: {@link #dayPnlE8()} is counted from here.
     *
     * @throws BadInputException if {@link #hasRates()} is false
     */
    public void startDay() {
        dayStartE8 = equityE8();
    }

    /**
     * Realised and unrealised profit less fees since {@link #startDay()}, in hundred-millionths (10^-8) of the base currency;
     * negative for a loss. Changes of exchange rates are in it, deposits are not.
     *
     * @throws IllegalStateException if no day has begun
     * @throws BadInputException if {@link #hasRates()} is false
     */
    public long dayPnlE8() {
        if (dayStartE8 == Wide.NONE) {
            throw new IllegalStateException(
                    listings.account() + ": call startDay() before asking for the day's profit");
        }
        long equity = equityE8();
        long pnl = equity - dayStartE8;
        boolean fits = ((equity ^ dayStartE8) & (equity ^ pnl)) >= 0;
        return fits ? pnl : equity < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** Cash of a currency; zero where none is held. */
    public Money cash(Currency currency) {
        Pocket pocket = find(currency);
        return pocket == null ? Money.zero(currency) : Money.of(pocket.cash().value(), currency);
    }

    /** Cash of each currency that is or was held, in the order of the codes. */
    public List<Money> balances() {
        return pockets.stream()
                .sorted(Comparator.comparing(Pocket::currency))
                .map(pocket -> Money.of(pocket.cash().value(), pocket.currency()))
                .toList();
    }

    /** Cash that was there at the start or came from outside since, and the cost of positions taken over. */
    public Money paidIn(Currency currency) {
        Pocket pocket = find(currency);
        return pocket == null ? Money.zero(currency) : Money.of(pocket.paidIn().value(), currency);
    }

    /** Fees paid in a currency, less rebates; those taken out of positions are valued at their fills' prices. */
    public Money fees(Currency currency) {
        Pocket pocket = find(currency);
        return pocket == null ? Money.zero(currency) : Money.of(pocket.fees().value(), currency);
    }

    /** Profit taken on the positions quoted in a currency, before fees. */
    public Money realizedPnl(Currency currency) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Line line : lines) {
            if (line.pocket().currency().equals(currency)) {
                sum = sum.add(line.holding().realized().value());
            }
        }
        return Money.of(sum, currency);
    }

    /** Profit on what is held at the last prices, before fees, of the positions quoted in a currency. */
    public Money unrealizedPnl(Currency currency) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Line line : lines) {
            if (line.pocket().currency().equals(currency)) {
                sum = sum.add(line.holding().exactUnrealized());
            }
        }
        return Money.of(sum, currency);
    }

    /** The account's position in an instrument: a live view, read-only. */
    public Position position(int index) {
        return lines.get(index).holding();
    }

    /** Every position that is or was held, by index; live views. */
    public List<Position> positions() {
        return book.positions();
    }

    /** What a checkpoint keeps of the account's position; empty if it was never held. */
    public Optional<Kept> kept(int index) {
        return book.kept(index);
    }

    /** Makes the account's position what a checkpoint kept of it; no cash moves. */
    public void restore(int index, Kept kept) {
        book.restore(index, kept);
        lines.get(index).reweigh();
    }

    /** Makes a currency's cash what a checkpoint kept of it. */
    public void restore(Money cash, BigDecimal paidIn, BigDecimal fees) {
        Pocket pocket = pocket(cash.currency());
        pocket.cash().set(cash.value());
        pocket.paidIn().set(paidIn);
        pocket.fees().set(fees);
    }

    /** Equity at the start of the day, in hundred-millionths (10^-8) of the base currency; empty if no day has begun. */
    public OptionalLong dayStartE8() {
        return dayStartE8 == Wide.NONE ? OptionalLong.empty() : OptionalLong.of(dayStartE8);
    }

    /** Goes on with a day that began with that equity. */
    public void restoreDay(long startE8) {
        dayStartE8 = startE8;
    }

    /** The signed position × 10^quantityScale; see {@link PositionBook#quantityScaled(int)}. */
    public long quantityScaled(int index) {
        return lines.get(index).holding().signedQuantity().truncated();
    }

    /** An empty book of positions that shares this ledger's instruments and prices. */
    public PositionBook newBook() {
        return new PositionBook(listings);
    }

    /** What strategies see of the account: live and read-only. */
    public AccountView view() {
        return view;
    }

    /** Whose books these are. */
    public AccountId account() {
        return listings.account();
    }

    /** The currency that equity is reckoned in. */
    public Currency baseCurrency() {
        return base;
    }

    private void requireRate(Pocket pocket) {
        if (pocket.lacksRate()) {
            throw new BadInputException(listings.account() + ": no rate from " + pocket.currency() + " to " + base
                    + ", which the account holds; give one with rate(" + pocket.currency() + ", …)");
        }
    }

    private Pocket pocket(Currency currency) {
        Pocket pocket = find(currency);
        if (pocket == null) {
            pocket = new Pocket(currency);
            giveRate(pocket);
            pockets.add(pocket);
        }
        return pocket;
    }

    private @Nullable Pocket find(Currency currency) {
        for (int i = 0; i < pockets.size(); i++) {
            Pocket pocket = pockets.get(i);
            if (pocket.currency().equals(currency)) {
                return pocket;
            }
        }
        return null;
    }

    private void giveRate(Pocket pocket) {
        BigDecimal rate = rateOrNull(pocket.currency());
        if (rate != null) {
            pocket.setRate(rate);
        }
    }

    private @Nullable BigDecimal rateOrNull(Currency from) {
        BigDecimal rate = rates.get(from);
        if (rate == null && from.equals(Currency.GBX)) {
            BigDecimal pounds = rates.get(Currency.GBP);
            return pounds == null ? null : pounds.movePointLeft(2);
        }
        return rate;
    }
}
