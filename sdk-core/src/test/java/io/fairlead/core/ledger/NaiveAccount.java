package io.fairlead.core.ledger;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The account method written down a second time, plainly: from the list of fills, from the first, in BigDecimal, every time. */
final class NaiveAccount {
    /** One position. */
    static final class Held {
        BigDecimal quantity = BigDecimal.ZERO;
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal realized = BigDecimal.ZERO;
        BigDecimal fees = BigDecimal.ZERO;
        BigDecimal paid = BigDecimal.ZERO;
    }

    private static final Set<AssetClass> MARGINED = Set.of(AssetClass.FUTURE, AssetClass.PERPETUAL, AssetClass.CFD);

    final List<Fill> fills = new ArrayList<>();
    final Map<InstrumentId, BigDecimal> marks = new LinkedHashMap<>();
    private final Map<InstrumentId, Instrument> instruments = new LinkedHashMap<>();
    private final Map<Currency, BigDecimal> start = new LinkedHashMap<>();

    NaiveAccount(List<Instrument> instruments, List<Money> cash) {
        instruments.forEach(one -> this.instruments.put(one.id(), one));
        cash.forEach(one -> start.merge(one.currency(), one.value(), BigDecimal::add));
    }

    Held held(InstrumentId id) {
        Instrument rules = instruments.get(id);
        Held held = new Held();
        for (Fill fill : fills) {
            if (fill.instrument().equals(id)) {
                add(held, rules, fill);
            }
        }
        return held;
    }

    private static void add(Held held, Instrument rules, Fill fill) {
        BigDecimal unit = fill.price().value().multiply(rules.multiplier().value());
        BigDecimal asked = fill.side() == Side.BUY
                ? fill.quantity().value()
                : fill.quantity().value().negate();
        BigDecimal change = asked;
        for (Money fee : fill.fees()) {
            if (!isMargined(rules)
                    && rules.baseCurrency().filter(fee.currency()::equals).isPresent()) {
                change = change.subtract(fee.value());
                held.fees = held.fees.add(fee.value().multiply(unit));
            } else if (fee.currency().equals(rules.quoteCurrency())) {
                held.fees = held.fees.add(fee.value());
                held.paid = held.paid.add(fee.value());
            }
        }
        BigDecimal before = held.realized;
        trade(held, change, unit);
        held.paid = isMargined(rules)
                ? held.paid.subtract(held.realized.subtract(before))
                : held.paid.add(asked.multiply(unit));
    }

    private static void trade(Held held, BigDecimal change, BigDecimal unit) {
        boolean opposite = held.quantity.signum() * change.signum() < 0;
        BigDecimal closing = opposite ? change.abs().min(held.quantity.abs()) : BigDecimal.ZERO;
        if (closing.signum() != 0) {
            BigDecimal removed = closing.compareTo(held.quantity.abs()) == 0
                    ? held.cost
                    : held.cost.multiply(closing).divide(held.quantity.abs(), 8, RoundingMode.HALF_EVEN);
            BigDecimal signed = change.signum() > 0 ? closing : closing.negate();
            held.realized = held.realized.subtract(signed.multiply(unit)).subtract(removed);
            held.cost = held.cost.subtract(removed);
            held.quantity = held.quantity.add(signed);
            change = change.subtract(signed);
        }
        held.quantity = held.quantity.add(change);
        held.cost = held.cost.add(change.multiply(unit));
    }

    BigDecimal cash(Currency currency) {
        BigDecimal cash = start.getOrDefault(currency, BigDecimal.ZERO);
        for (Instrument rules : instruments.values()) {
            if (rules.quoteCurrency().equals(currency)) {
                cash = cash.subtract(held(rules.id()).paid);
            }
        }
        return cash.subtract(foreignFees(currency));
    }

    BigDecimal fees(Currency currency) {
        BigDecimal fees = foreignFees(currency);
        for (Instrument rules : instruments.values()) {
            if (rules.quoteCurrency().equals(currency)) {
                fees = fees.add(held(rules.id()).fees);
            }
        }
        return fees;
    }

    private BigDecimal foreignFees(Currency currency) {
        BigDecimal fees = BigDecimal.ZERO;
        for (Fill fill : fills) {
            Instrument rules = instruments.get(fill.instrument());
            for (Money fee : fill.fees()) {
                boolean taken = !isMargined(rules)
                        && rules.baseCurrency().filter(fee.currency()::equals).isPresent();
                if (fee.currency().equals(currency)
                        && !taken
                        && !rules.quoteCurrency().equals(currency)) {
                    fees = fees.add(fee.value());
                }
            }
        }
        return fees;
    }

    BigDecimal worth(InstrumentId id) {
        BigDecimal value = marketValue(id);
        return isMargined(instruments.get(id)) ? value.subtract(held(id).cost) : value;
    }

    BigDecimal marketValue(InstrumentId id) {
        Held held = held(id);
        BigDecimal multiplier = instruments.get(id).multiplier().value();
        return marks.containsKey(id) ? held.quantity.multiply(marks.get(id)).multiply(multiplier) : held.cost;
    }

    private static boolean isMargined(Instrument rules) {
        return MARGINED.contains(rules.assetClass());
    }
}
