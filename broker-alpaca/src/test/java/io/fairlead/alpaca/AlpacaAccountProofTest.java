package io.fairlead.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.BadInputException;
import io.fairlead.api.Price;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.fakes.CallFault;
import io.fairlead.fakes.alpaca.AlpacaKeys;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.SubmitResult;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose account it is comes from the venue, and nothing leaves before the venue has said it. */
class AlpacaAccountProofTest {
    private static final InstrumentId AAPL = InstrumentId.of("AAPL", "US");

    private Desk desk = Desk.open();

    @AfterEach
    void close() {
        desk.close();
    }

    private ApprovedOrder order() {
        return desk.approved(
                OrderRequest.buy(AAPL).quantity(1).limit(Price.of("200")).build(), desk.nextId());
    }

    private static void assertUnproven(SubmitResult result, String why) {
        assertThat(result).isInstanceOfSatisfying(SubmitResult.Denied.class, denied -> {
            assertThat(denied.denial().code()).isEqualTo("ACCOUNT_UNPROVEN");
            assertThat(denied.denial().detail()).contains(why);
        });
    }

    private void refuses(ProviderConfig config, String why) {
        ApprovedOrder order = order();
        desk.restart(config);
        ConnectionEvent event = desk.await(desk.connections);

        assertThat(event.state()).isEqualTo(ConnectionEvent.State.CLOSED);
        assertThat(event.detail()).contains(why);
        assertUnproven(desk.answer(desk.broker.orders().submit(order)), why);
        assertThat(desk.fake.requests().count("POST /v2/orders")).isZero();
    }

    private ProviderConfig live() {
        return desk.config().with("environment", "live");
    }

    /** What the venue calls the account, asked for without the adapter. */
    private String number() {
        JsonNode account = new StubClient(desk.fake.tradingUrl(), AlpacaKeys.usual()).get("/v2/account");
        return account.path("account_number").asText();
    }

    @Test
    void shouldRefuseAKeyOfAnotherAccountThanTheOneConfigured() {
        refuses(
                desk.config().with("account", "PA3OTHER0001"),
                "the venue says " + number() + ", the settings say PA3OTHER0001");
    }

    @Test
    void shouldRefuseAKeyOfAnotherAccountThanTheOneThatIsArmed() {
        desk.close();
        desk = Desk.live();

        refuses(live().with("account", "900000001"), "the venue says " + number() + ", the settings say 900000001");
    }

    @Test
    void shouldTradeTheLiveAccountThatTheVenueConfirms() {
        desk.close();
        desk = Desk.live();
        ApprovedOrder order = order();

        desk.restart(live().with("account", number()));
        desk.awaitState(ConnectionEvent.State.UP);

        assertThat(desk.broker.account().number()).isEqualTo(number());
        assertThat(desk.broker.isRealMoney()).isTrue();
        assertThat(desk.answer(desk.broker.orders().submit(order))).isInstanceOf(SubmitResult.Accepted.class);
    }

    @Test
    void shouldSendNothingBeforeTheVenueHasNamedTheAccount() {
        ApprovedOrder order = order();
        desk.faults.always("GET /v2/account", CallFault.refuse(503, "busy"));

        desk.restart(desk.config());

        assertUnproven(desk.answer(desk.broker.orders().submit(order)), "has not said yet");
        assertThat(desk.fake.requests().count("POST /v2/orders")).isZero();
    }

    @Test
    void shouldWantTheNumberOfALiveAccountInTheSettings() {
        assertThatThrownBy(() -> new AlpacaBrokerProvider().connect(live(), desk.lent(new LinkedBlockingQueue<>())))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("account is missing");
    }
}
