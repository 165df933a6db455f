package io.fairlead.core.sim;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.ProviderConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The settings of the plug-in in text, and how they change a {@link SimConfig}. */
final class SimSettings {
    static final String ACCOUNT = "account";
    private static final String CASH = "cash";
    private static final String FEES = "fees.percent";
    private static final String SLIPPAGE = "slippage.bps";
    private static final String LATENCY = "latency";
    private static final String VOLUME_SHARE = "volume.share";
    private static final String LIMIT_FILL = "limit.fill";
    private static final String LATE_ARRIVAL = "late.arrival";
    private static final String SHORT_SELLING = "short.selling";
    private static final String CHECK_FUNDS = "check.funds";
    private static final String SEED = "seed";
    private static final String ASYNCHRONOUS = "asynchronous.seed";

    static final List<ConfigKey> KEYS = List.of(
            key(ACCOUNT, "the account's number; paper-1 unless said"),
            key(CASH, "what the account starts with: 10000 USD; several separated by commas; none unless said"),
            key(FEES, "maker and taker fee in percent of the notional: 0.1/0.2 unless said; 0/0 for none"),
            key(SLIPPAGE, "slippage of taking fills in basis points, positive is worse; 0 unless said"),
            key(LATENCY, "time until what is sent reaches the book, in ISO-8601: PT0.05S; PT0S unless said"),
            key(
                    VOLUME_SHARE,
                    "share of a bar's volume that may fill orders, above 0 and at most 1; unlimited unless said"),
            key(LIMIT_FILL, "touch or through: what fills a waiting limit; touch unless said"),
            key(
                    LATE_ARRIVAL,
                    "next_bar or bar_close: what an order meets that arrives within a bar; next_bar unless said"),
            key(SHORT_SELLING, "true or false: whether more may be sold than is held; true unless said"),
            key(CHECK_FUNDS, "true or false: whether purchases beyond the cash are refused; false unless said"),
            key(SEED, "the seed of what is left to chance, an integer; 0 unless said"),
            key(
                    ASYNCHRONOUS,
                    "an integer: work on a thread of its own, late and out of order by this seed; not unless said"));

    private SimSettings() {}

    private static ConfigKey key(String name, String description) {
        return new ConfigKey(name, "", false, false, description);
    }

    /**
     * The start with what the settings name.
     *
     * @throws BadInputException listing every fault
     */
    static SimConfig apply(ProviderConfig settings, SimConfig start) {
        settings.check(SimulatedVenue.ID, KEYS);
        SimConfig.Builder config = start.toBuilder();
        List<String> faults = new ArrayList<>();
        read(settings, ACCOUNT, faults, config::account);
        read(settings, CASH, faults, text -> List.of(text.split(",", -1)).forEach(part -> config.cash(money(part))));
        read(settings, FEES, faults, text -> config.fees(fees(text)));
        read(settings, SLIPPAGE, faults, text -> config.slippage(SlippageModel.basisPoints(text)));
        read(settings, LATENCY, faults, text -> config.latency(LatencyModel.constant(Duration.parse(text))));
        read(settings, VOLUME_SHARE, faults, text -> config.volumeShare(new BigDecimal(text)));
        read(settings, LIMIT_FILL, faults, text -> config.limitFill(LimitFill.valueOf(text.toUpperCase(Locale.ROOT))));
        read(
                settings,
                LATE_ARRIVAL,
                faults,
                text -> config.lateArrival(LateArrival.valueOf(text.toUpperCase(Locale.ROOT))));
        read(settings, SHORT_SELLING, faults, text -> config.shortSelling(truth(text)));
        read(settings, CHECK_FUNDS, faults, text -> config.checkFunds(truth(text)));
        read(settings, SEED, faults, text -> config.seed(Long.parseLong(text)));
        read(settings, ASYNCHRONOUS, faults, text -> config.asynchronous(Long.parseLong(text)));
        if (!faults.isEmpty()) {
            throw new BadInputException("configuration of " + SimulatedVenue.ID + ": " + String.join("; ", faults));
        }
        return config.build();
    }

    private static void read(ProviderConfig settings, String name, List<String> faults, Consumer<String> reader) {
        settings.value(name).ifPresent(text -> {
            try {
                reader.accept(text.strip());
            } catch (RuntimeException e) {
                faults.add(name + " was '" + text + "'; it is " + description(name));
            }
        });
    }

    private static String description(String name) {
        return KEYS.stream()
                .filter(key -> key.name().equals(name))
                .map(ConfigKey::description)
                .findFirst()
                .orElseThrow();
    }

    private static Money money(String text) {
        String[] parts = text.strip().split("\\s+", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(text);
        }
        return Money.of(parts[0], Currency.of(parts[1]));
    }

    private static FeeModel fees(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(text);
        }
        return FeeModel.percent(parts[0].strip(), parts[1].strip());
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
