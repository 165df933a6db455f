package io.fairlead.core.risk;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.spi.Secret;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables of the trade that concern risk, read in one place and checked together. Blank ones count as not set.
 *
 * <table>
 * <caption>Variables</caption>
 * <tr><td>{@code MAX_POSITION_SIZE}</td><td>what a position may be worth, an amount above 0</td></tr>
 * <tr><td>{@code MAX_DAILY_LOSS}</td><td>what a day may lose, an amount above 0</td></tr>
 * <tr><td>{@code MAX_OPEN_ORDERS}</td><td>how many orders may work at once, 0 or more</td></tr>
 * <tr><td>{@code RISK_PER_TRADE}</td><td>the share of equity that a trade may lose: a fraction such as 0.02, or {@code 2%}</td></tr>
 * <tr><td>{@code TRADING_DRY_RUN}</td><td>{@code true}: nothing is sent, whatever the mode</td></tr>
 * <tr><td>{@code TRADING_LIVE_ENABLED}</td><td>{@code true}: real money may be traded, once the session is armed</td></tr>
 * <tr><td>{@code TRADING_ORDER_TOKEN}</td><td>the secret that arming must repeat, at least 8 characters</td></tr>
 * </table>
 *
 * <p>Immutable; any thread; {@code toString} shows no secret.
 */
public final class RiskEnvironment {
    private static final int SHORTEST_TOKEN = 8;

    private final @Nullable Money maxPositionSize;
    private final @Nullable Money maxDailyLoss;
    private final @Nullable Integer maxOpenOrders;
    private final @Nullable String riskPerTradePercent;
    private final boolean dryRun;
    private final boolean liveEnabled;
    private final @Nullable Secret orderToken;

    private RiskEnvironment(Reader from) {
        maxPositionSize = from.amount("MAX_POSITION_SIZE");
        maxDailyLoss = from.amount("MAX_DAILY_LOSS");
        maxOpenOrders = from.count("MAX_OPEN_ORDERS");
        riskPerTradePercent = from.percent("RISK_PER_TRADE");
        dryRun = from.flag("TRADING_DRY_RUN");
        liveEnabled = from.flag("TRADING_LIVE_ENABLED");
        orderToken = from.token("TRADING_ORDER_TOKEN");
        from.end();
    }

    /** Nothing is set: policies stay as they are, real money is not enabled. */
    public static RiskEnvironment empty() {
        return from(Map.of(), Currency.USD);
    }

    /**
     * Reads the variables.
     *
     * @param variables {@code System.getenv()}, or a test's own map
     * @param currency what the amounts are in: the account's base currency
     * @throws BadInputException listing every fault at once; values of secrets are not shown
     */
    public static RiskEnvironment from(Map<String, String> variables, Currency currency) {
        return new RiskEnvironment(new Reader(variables, currency));
    }

    /** A policy with the limits that are set, and its own where none is. */
    public RiskPolicy applyTo(RiskPolicy policy) {
        RiskPolicy changed = policy;
        if (maxPositionSize != null) {
            changed = changed.maxPositionValue(maxPositionSize);
        }
        if (maxDailyLoss != null) {
            changed = changed.maxDailyLoss(maxDailyLoss);
        }
        if (maxOpenOrders != null) {
            changed = changed.maxOpenOrders(maxOpenOrders);
        }
        return riskPerTradePercent == null ? changed : changed.maxRiskPerTradePercent(riskPerTradePercent);
    }

    /** Whether any limit is set. */
    public boolean hasLimits() {
        return maxPositionSize != null || maxDailyLoss != null || maxOpenOrders != null || riskPerTradePercent != null;
    }

    /** Whether nothing is to be sent. */
    public boolean dryRun() {
        return dryRun;
    }

    /** Whether real money may be traded. */
    public boolean liveEnabled() {
        return liveEnabled;
    }

    /** The secret that arming must repeat. */
    public Optional<Secret> orderToken() {
        return Optional.ofNullable(orderToken);
    }

    @Override
    public String toString() {
        return "maxPositionSize=" + maxPositionSize + " maxDailyLoss=" + maxDailyLoss + " maxOpenOrders="
                + maxOpenOrders
                + " riskPerTradePercent=" + riskPerTradePercent + " dryRun=" + dryRun + " liveEnabled=" + liveEnabled
                + " orderToken=" + (orderToken == null ? "none" : "***");
    }

    /** Reads one variable after the other and collects what is wrong. */
    private static final class Reader {
        private final Map<String, String> variables;
        private final Currency currency;
        private final List<String> faults = new ArrayList<>();

        private Reader(Map<String, String> variables, Currency currency) {
            this.variables = variables;
            this.currency = currency;
        }

        private <T> @Nullable T read(String name, String expected, Function<String, @Nullable T> parse) {
            String text = variables.get(name);
            if (text == null || text.isBlank()) {
                return null;
            }
            T value;
            try {
                value = parse.apply(text.strip());
            } catch (ArithmeticException | IllegalArgumentException | BadInputException e) {
                value = null;
            }
            if (value == null) {
                faults.add(name + " must be " + expected + ", was '" + text + "'");
            }
            return value;
        }

        @Nullable
        Money amount(String name) {
            return read(name, "an amount above 0 with up to 8 decimals", text -> {
                Money amount = Money.of(new BigDecimal(text), currency);
                return amount.signum() > 0 && amount.fitsScale(8) ? amount : null;
            });
        }

        @Nullable
        Integer count(String name) {
            return read(name, "a whole number, 0 or more", text -> {
                int count = Integer.parseInt(text);
                return count >= 0 ? count : null;
            });
        }

        @Nullable
        String percent(String name) {
            return read(name, "a fraction above 0 and at most 1 such as 0.02, or a percentage such as 2%", text -> {
                BigDecimal percent = text.endsWith("%")
                        ? new BigDecimal(text.substring(0, text.length() - 1).strip())
                        : new BigDecimal(text).movePointRight(2);
                Millionths.ofPercent(percent.toPlainString(), name, 100);
                return percent.toPlainString();
            });
        }

        boolean flag(String name) {
            Boolean value = read(name, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "1", "yes", "on" -> true;
                case "false", "0", "no", "off" -> false;
                default -> null;
            });
            return value != null && value;
        }

        @Nullable
        Secret token(String name) {
            String text = variables.get(name);
            if (text == null || text.isBlank()) {
                return null;
            }
            if (text.strip().length() < SHORTEST_TOKEN) {
                faults.add(name + " must have at least " + SHORTEST_TOKEN + " characters, had "
                        + text.strip().length());
            }
            return Secret.of(text.strip());
        }

        void end() {
            if (!faults.isEmpty()) {
                throw new BadInputException("environment: " + String.join("; ", faults));
            }
        }
    }
}
