package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** The account's own fields and settings. Guarded by the venue's lock. */
final class AlpacaAccount {
    private final UUID id;
    private final String number;
    private final BigDecimal multiplier;
    private final BigDecimal cashBefore;
    private final Instant since;
    private final ObjectNode configuration;
    boolean tradingBlocked;

    AlpacaAccount(UUID id, String number, BigDecimal multiplier, BigDecimal cashBefore, Instant since) {
        this.id = id;
        this.number = number;
        this.multiplier = multiplier;
        this.cashBefore = cashBefore;
        this.since = since;
        configuration = AlpacaJson.object()
                .put("disable_overnight_trading", false)
                .put("fractional_trading", true)
                .put("max_margin_multiplier", AlpacaJson.plain(multiplier))
                .put("max_options_trading_level", 2)
                .put("no_shorting", false)
                .put("ptp_no_exception_entry", false)
                .put("suspend_trade", false)
                .put("trade_confirm_email", "none");
    }

    ObjectNode configuration() {
        return configuration;
    }

    ObjectNode configure(JsonNode changes) {
        changes.properties().forEach(change -> {
            if (!configuration.has(change.getKey())) {
                throw AlpacaRefusal.malformed("unknown configuration " + change.getKey());
            }
            configuration.set(change.getKey(), change.getValue());
        });
        return configuration;
    }

    /** Throws a refusal if orders are not taken. */
    void requireTrading() {
        if (tradingBlocked || configuration.path("suspend_trade").asBoolean()) {
            throw AlpacaRefusal.forbidden("account is not allowed to trade");
        }
    }

    ObjectNode toJson(AlpacaLedger ledger, AlpacaMarket market, AlpacaGuard guard, AlpacaJson style) {
        BigDecimal equity = ledger.equity(market);
        BigDecimal longValue = ledger.marketValue(market, true);
        BigDecimal shortValue = ledger.marketValue(market, false);
        BigDecimal exposure = longValue.add(shortValue.abs());
        String power = AlpacaJson.plain(guard.buyingPower(false, null));
        String cashPower = AlpacaJson.plain(guard.buyingPower(true, null));
        ObjectNode node = AlpacaJson.object()
                .put("id", id.toString())
                .put("account_number", number)
                .put("status", "ACTIVE")
                .put("crypto_status", "ACTIVE")
                .put("currency", "USD")
                .put("cash", AlpacaJson.plain(ledger.cash()))
                .put("equity", AlpacaJson.plain(equity))
                .put("last_equity", AlpacaJson.plain(cashBefore))
                .put("portfolio_value", AlpacaJson.plain(equity))
                .put("buying_power", power)
                .put("regt_buying_power", power)
                .put("non_marginable_buying_power", cashPower)
                .put("options_buying_power", cashPower)
                .put("options_approved_level", 2)
                .put("options_trading_level", 2)
                .put("long_market_value", AlpacaJson.plain(longValue))
                .put("short_market_value", AlpacaJson.plain(shortValue))
                .put("initial_margin", AlpacaJson.plain(exposure.multiply(new BigDecimal("0.5"))))
                .put("maintenance_margin", AlpacaJson.plain(exposure.multiply(new BigDecimal("0.3"))))
                .put("multiplier", AlpacaJson.plain(multiplier))
                .put("shorting_enabled", !configuration.path("no_shorting").asBoolean())
                .put("accrued_fees", "0");
        style.put(node, "last_maintenance_margin", BigDecimal.ZERO);
        style.put(node, "sma", BigDecimal.ZERO);
        style.put(node, "pending_transfer_in", (String) null);
        style.put(node, "pending_transfer_out", (String) null);
        return node.put("trading_blocked", tradingBlocked)
                .put("transfers_blocked", false)
                .put("account_blocked", false)
                .put(
                        "trade_suspended_by_user",
                        configuration.path("suspend_trade").asBoolean())
                .put("created_at", style.time(since));
    }
}
