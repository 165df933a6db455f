package io.fairlead.api.instrument;

import io.fairlead.api.Price;
import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names one instrument wherever it is traded: a symbol, the market that gives the symbol its meaning, and the contract. It never
 * names a broker; adapters map it to their native ids. Immutable; any thread.
 */
public final class InstrumentId implements Comparable<InstrumentId> {
    private static final Pattern WORD = Pattern.compile("[^\\s\\p{Cntrl}]{1,64}");

    private final String symbol;
    private final String market;
    private final Contract contract;
    private final int hash;

    private InstrumentId(String symbol, String market, Contract contract) {
        this.symbol = checked(symbol, "symbol");
        this.market = checked(market, "market");
        this.contract = Objects.requireNonNull(contract, "contract");
        this.hash = (31 * symbol.hashCode() + market.hashCode()) * 31 + contract.hashCode();
    }

    private static String checked(String word, String what) {
        if (!WORD.matcher(Objects.requireNonNull(word, what)).matches()) {
            throw new IllegalArgumentException(what + " must be 1 to 64 characters without blanks, was '" + word + "'");
        }
        return word;
    }

    /**
     * A share, a fund, a pair or an index.
     *
     * @param symbol the market's own symbol: {@code AAPL}, {@code BRK.B}, {@code BTCUSDT}; may hold any letters
     * @param market an ISO 10383 MIC ({@code XNAS}), {@code US} for the composite of the US exchanges, or a crypto exchange
     */
    public static InstrumentId of(String symbol, String market) {
        return new InstrumentId(symbol, market, Contract.SPOT);
    }

    /** A perpetual swap. */
    public static InstrumentId perpetual(String symbol, String market) {
        return new InstrumentId(symbol, market, Contract.PERPETUAL);
    }

    /** A dated future on a root symbol. */
    public static InstrumentId future(String root, String market, LocalDate expiry) {
        return new InstrumentId(root, market, new Contract.Future(expiry));
    }

    /** A listed option on an underlying symbol. */
    public static InstrumentId option(
            String underlying, String market, LocalDate expiry, OptionRight right, Price strike) {
        return new InstrumentId(underlying, market, new Contract.Option(expiry, right, strike));
    }

    /** The symbol, or a derivative's root or underlying. */
    public String symbol() {
        return symbol;
    }

    /** The market that gives the symbol its meaning. */
    public String market() {
        return market;
    }

    /** The thing itself, or which derivative of it. */
    public Contract contract() {
        return contract;
    }

    /** By market, then symbol, then contract: a stable order for anything that is recorded. */
    @Override
    public int compareTo(InstrumentId other) {
        int byMarket = market.compareTo(other.market);
        if (byMarket != 0) {
            return byMarket;
        }
        int bySymbol = symbol.compareTo(other.symbol);
        return bySymbol != 0 ? bySymbol : contract.toString().compareTo(other.contract.toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof InstrumentId that
                && hash == that.hash
                && symbol.equals(that.symbol)
                && market.equals(that.market)
                && contract.equals(that.contract);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** {@code AAPL.US}, {@code ES-2026-12-18.XCME}. */
    @Override
    public String toString() {
        return symbol + contract + "." + market;
    }
}
