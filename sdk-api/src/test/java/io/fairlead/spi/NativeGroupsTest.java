package io.fairlead.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeGroupsTest {
    private static final InstrumentId AAA = InstrumentId.of("AAA", "US");
    private static final NativeGroups BRACKETS = NativeGroups.of(Contingency.BRACKET, Contingency.OCO);

    private static OrderRequest.Builder buy(String quantity) {
        return OrderRequest.buy(AAA)
                .quantity(Quantity.of(quantity))
                .limit(Price.of("10"))
                .timeInForce(TimeInForce.GTC);
    }

    private static OrderRequest.Builder exit(String quantity) {
        return OrderRequest.sell(AAA)
                .quantity(Quantity.of(quantity))
                .stop(Price.of("9"))
                .timeInForce(TimeInForce.GTC);
    }

    private static boolean takes(NativeGroups groups, OrderRequest.Builder first, OrderRequest.Builder other) {
        return groups.takes(Contingency.BRACKET, AssetClass.EQUITY, first.build(), List.of(other.build()));
    }

    @Test
    void shouldTakeAnyGroupOfItsKindsUnlessABoundIsSet() {
        assertThat(takes(BRACKETS, buy("1.5").market().timeInForce(TimeInForce.DAY), exit("1.5")))
                .isTrue();
        assertThat(BRACKETS.has(Contingency.OTO)).isFalse();
        assertThat(BRACKETS.has(Contingency.NONE)).isTrue();
        assertThat(takes(NativeGroups.of(Contingency.OCO), buy("1"), exit("1"))).isFalse();
        assertThat(NativeGroups.NONE.has(Contingency.OCO)).isFalse();
    }

    @Test
    void shouldAskForTheTypeOfAnEntryOnlyWhereThereIsOne() {
        NativeGroups limits = BRACKETS.entries(OrderType.LIMIT);

        assertThat(takes(limits, buy("1"), exit("1"))).isTrue();
        assertThat(takes(limits, buy("1").market(), exit("1"))).isFalse();
        assertThat(limits.takes(
                        Contingency.OCO,
                        AssetClass.EQUITY,
                        exit("1").build(),
                        List.of(exit("1").build())))
                .isTrue();
    }

    @Test
    void shouldHoldEveryOrderToItsBounds() {
        NativeGroups crypto = BRACKETS.assetClasses(AssetClass.CRYPTO_SPOT);
        NativeGroups gtc = BRACKETS.durations(TimeInForce.GTC);
        NativeGroups whole = BRACKETS.terms(NativeGroups.Term.WHOLE_UNITS);
        NativeGroups alike = BRACKETS.terms(NativeGroups.Term.ONE_TIME_IN_FORCE);
        NativeGroups regular = BRACKETS.terms(NativeGroups.Term.REGULAR_SESSION);

        assertThat(takes(crypto, buy("1"), exit("1"))).isFalse();
        assertThat(takes(gtc, buy("1"), exit("1"))).isTrue();
        assertThat(takes(gtc, buy("1"), exit("1").timeInForce(TimeInForce.DAY))).isFalse();
        assertThat(takes(whole, buy("1"), exit("1"))).isTrue();
        assertThat(takes(whole, buy("1.5"), exit("1.5"))).isFalse();
        assertThat(takes(whole, OrderRequest.buy(AAA).notional(Money.of(100, Currency.USD)), exit("1")))
                .isFalse();
        assertThat(takes(alike, buy("1").timeInForce(TimeInForce.DAY), exit("1")))
                .isFalse();
        assertThat(takes(alike, buy("1"), exit("1"))).isTrue();
        assertThat(takes(regular, buy("1").extendedHours(), exit("1"))).isFalse();
    }

    @Test
    void shouldSayItselfInAnOrderThatNeverChanges() {
        NativeGroups all = NativeGroups.of(Contingency.OTO, Contingency.OCO)
                .terms(NativeGroups.Term.REGULAR_SESSION, NativeGroups.Term.WHOLE_UNITS)
                .entries(OrderType.LIMIT, OrderType.MARKET);

        assertThat(all).hasToString("[OCO, OTO] entries=[MARKET, LIMIT] terms=[WHOLE_UNITS, REGULAR_SESSION]");
        assertThat(all.entries()).containsExactlyInAnyOrder(OrderType.MARKET, OrderType.LIMIT);
    }
}
