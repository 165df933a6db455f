package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Quote;
import io.fairlead.spi.Broker;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * What the currencies that an account holds are worth in the one that it is reckoned in: as the user says, else the last price of the
 * venue's own pair. Limits are judged by equity, and equity needs a value for everything.
 */
final class AccountRates {
    private static final BarInterval HOUR = BarInterval.ofHours(1);
    private static final Duration LOOK_BACK = Duration.ofDays(4);

    private AccountRates() {}

    /**
     * The rates.
     *
     * @param given by code, as the user says
     * @throws BadInputException if a currency has neither; it names all of them
     */
    static SortedMap<Currency, BigDecimal> find(OpenBroker open, Currency base, Map<String, BigDecimal> given) {
        SortedMap<Currency, BigDecimal> rates = new TreeMap<>(Comparator.comparing(Currency::code));
        List<String> missing = new ArrayList<>();
        for (Money cash :
                open.ask("the account", open.broker().accounts()::snapshot).cash()) {
            Currency currency = cash.currency();
            if (cash.signum() == 0 || currency.equals(base)) {
                continue;
            }
            Optional<BigDecimal> rate =
                    Optional.ofNullable(given.get(currency.code())).or(() -> lastPrice(open, currency, base));
            rate.ifPresentOrElse(value -> rates.put(currency, value), () -> missing.add(currency.code()));
        }
        if (!missing.isEmpty()) {
            throw new BadInputException("the account holds " + String.join(", ", missing)
                    + ", and the venue has no price of it in " + base.code() + "; say what one is worth: --rate "
                    + missing.get(0) + "=…");
        }
        return rates;
    }

    private static Optional<BigDecimal> lastPrice(OpenBroker open, Currency currency, Currency base) {
        Broker broker = open.broker();
        if (broker.reference().isEmpty()) {
            return Optional.empty();
        }
        Optional<Instrument> pair = open.ask("instruments", broker.reference().get()::instruments).stream()
                .filter(each -> each.baseCurrency().filter(currency::equals).isPresent()
                        && each.quoteCurrency().equals(base))
                .findFirst();
        return pair.map(Instrument::id).flatMap(id -> lastClose(open, id).or(() -> middle(open, id)));
    }

    private static Optional<BigDecimal> lastClose(OpenBroker open, InstrumentId pair) {
        Optional<HistoryFacet> history = open.broker().history();
        if (history.isEmpty()
                || !open.broker().capabilities().historyIntervals().contains(HOUR)) {
            return Optional.empty();
        }
        Instant now = Clock.systemUTC().instant();
        List<Bar> bars =
                open.ask("the price of " + pair, () -> history.get().bars(pair, HOUR, now.minus(LOOK_BACK), now));
        return bars.isEmpty()
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(bars.get(bars.size() - 1).close()));
    }

    /** The middle of the next quote, where the venue streams quotes; nothing if none comes in time. */
    private static Optional<BigDecimal> middle(OpenBroker open, InstrumentId pair) {
        Optional<MarketDataFacet> live = open.broker().marketData();
        if (live.isEmpty() || !open.broker().capabilities().has(Capabilities.Feature.QUOTE_STREAM)) {
            return Optional.empty();
        }
        CompletableFuture<BigDecimal> first = new CompletableFuture<>();
        MarketDataFacet.Listener listener = new MarketDataFacet.Listener() {
            @Override
            public void onQuote(Quote quote) {
                first.complete(
                        quote.bidPrice().value().add(quote.askPrice().value()).divide(BigDecimal.valueOf(2)));
            }
        };
        MarketDataFacet.Subscription quotes = live.get().quotes(pair, listener);
        try {
            return Optional.of(open.ask("a quote of " + pair, () -> first));
        } catch (VenueFault none) {
            return Optional.empty();
        } finally {
            quotes.close();
        }
    }
}
