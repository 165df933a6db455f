package io.fairlead.core.sim;

import static io.fairlead.core.sim.Venue.ACME;
import static io.fairlead.core.sim.Venue.buy;
import static io.fairlead.core.sim.Venue.plain;
import static io.fairlead.core.sim.Venue.price;
import static io.fairlead.core.sim.Venue.sell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.ApprovalException;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.core.sim.Venue.Mode;
import io.fairlead.spi.SubmitResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class AdmissionTest {
    private final Mode mode;

    AdmissionTest(Mode mode) {
        this.mode = mode;
    }

    private Venue venue(SimConfig.Builder config) {
        return Venue.of(mode, config).bar(10, 11, 9, 10);
    }

    private static void shouldBeRejected(Venue venue, String id, String text) {
        assertThat(venue.answer(id)).contains(new SubmitResult.Rejected(new ClientOrderId(id), text));
    }

    @Test
    void shouldRejectAnInstrumentThatItDoesNotKnow() {
        try (Venue venue = venue(plain())) {
            venue.send(
                    OrderRequest.buy(InstrumentId.of("NONE", "US")).quantity(1).market());

            shouldBeRejected(venue, "c1", "unknown instrument NONE.US");
            venue.toldExactly();
        }
    }

    @Test
    void shouldRejectAClientIdThatWasUsedBeforeForEver() {
        try (Venue venue = venue(plain())) {
            venue.send("c1", buy(1).market());
            venue.bar(10, 11, 9, 10);

            venue.send("c1", buy(1).market());
            shouldBeRejected(venue, "c1", "duplicate client order id c1");
            venue.send(OrderGroup.oto(
                    buy(1).market().build(), sell(1).limit(price("11")).build()));
            venue.send("c3-1", buy(1).market());

            shouldBeRejected(venue, "c3-1", "duplicate client order id c3-1");
        }
    }

    @Test
    void shouldUseAnApprovalUpBeforeAnythingElse() {
        try (Venue venue = venue(plain())) {
            ApprovedOrder approved = venue.approve("x", buy(1).market().build(), Contingency.NONE, List.of());
            venue.broker.orders().submit(approved);

            assertThatThrownBy(() -> venue.broker.orders().submit(approved)).isInstanceOf(ApprovalException.class);
            venue.toldExactly("5' x working");
        }
    }

    @Test
    void shouldRejectTheSaleOfMoreThanIsHeldWhereShortSellingIsOff() {
        try (Venue venue = venue(plain().shortSelling(false))) {
            venue.send(buy(100).market());
            venue.bar(10, 11, 9, 10);

            venue.send(sell(101).market());
            venue.send(sell(100).limit(price("10.5")));
            venue.send(sell(40).market());
            venue.bar(10, 10.5, 9, 10);

            shouldBeRejected(venue, "c2", "insufficient position: selling 101, held 100");
            venue.toldExactly(
                    "5' c1 working",
                    "5' c1 filled 100 at 10 taker",
                    "10' c3 working",
                    "10' c4 working",
                    "10' c4 filled 40 at 10 taker",
                    "15' c3 filled 60 at 10.5 maker");
        }
    }

    @Test
    void shouldCancelASaleWhenThePositionIsGone() {
        try (Venue venue = venue(plain().shortSelling(false))) {
            venue.send(buy(100).market());
            venue.bar(10, 11, 9, 10);
            venue.send(sell(100).limit(price("10.5")));
            venue.send(sell(100).market());

            venue.bar(10, 10.5, 9, 10);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c1 filled 100 at 10 taker",
                    "10' c2 working",
                    "10' c3 working",
                    "10' c3 filled 100 at 10 taker",
                    "15' c2 cancelled: no position is left to sell");
        }
    }

    @Test
    void shouldRejectWhatTheCashDoesNotPayForWhereAsked() {
        SimConfig.Builder config = plain().cash(Money.of("1500", Currency.USD)).checkFunds(true);
        try (Venue venue = venue(config)) {
            venue.send(buy(100).limit(price("9")));
            venue.send(buy(61).market());
            venue.send(buy(60).market());

            venue.bar(10, 11, 9.5, 10);
            venue.send(
                    OrderRequest.buy(ACME).notional(Money.of("1", Currency.USD)).market());

            shouldBeRejected(venue, "c2", "insufficient funds: 1510 needed, 1500 available");
            shouldBeRejected(venue, "c4", "insufficient funds: 901 needed, 900 available");
            venue.toldExactly("5' c1 working", "5' c3 working", "5' c3 filled 60 at 10 taker");
        }
    }

    @Test
    void shouldRejectAnOrderWhoseEndIsPast() {
        try (Venue venue = venue(plain())) {
            venue.send(buy(1).market().goodTill(Venue.instant(5)));

            shouldBeRejected(venue, "c1", "expires at 2026-03-02T14:35:00Z, which is past");
        }
    }

    @Test
    void shouldDenyWhatIsSentAfterTheClose() {
        try (Venue venue = venue(plain())) {
            venue.broker.close();

            venue.send(buy(1).market());

            assertThat(venue.answer("c1"))
                    .get()
                    .isInstanceOfSatisfying(
                            SubmitResult.Denied.class,
                            denied -> assertThat(denied.denial().code()).isEqualTo("NOT_SENT"));
        }
    }

    @Test
    void shouldTellNothingThatHappensAfterTheClose() {
        try (Venue venue = venue(plain())) {
            venue.send(buy(1).market());
            venue.broker.close();
            List<String> before = venue.tape.lines();

            venue.bar(10, 11, 9, 10);

            assertThat(venue.tape.lines()).isEqualTo(before);
        }
    }

    @Test
    void shouldDenyADisplayQuantityForItHasNone() {
        try (Venue venue = venue(plain())) {
            venue.send(buy(100).limit(price("10")).displayQuantity(Quantity.of(10)));

            assertThat(venue.answer("c1"))
                    .get()
                    .isInstanceOfSatisfying(
                            SubmitResult.Denied.class,
                            denied -> assertThat(denied.denial().code()).isEqualTo("UNSUPPORTED_DISPLAY_QUANTITY"));
            assertThat(venue.tape.lines()).isEmpty();
        }
    }
}
