package io.fairlead.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fairlead.api.Price;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.spi.BrokerProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class LiveContractTest {
    private static final Map<String, String> CREDENTIALS = Map.of("REF_API_TOKEN", RefVenue.TOKEN);

    /** The live rules on the reference venue. */
    private static final class OnReference extends LiveBrokerContract {
        private final RefStub venue;
        private final Map<String, String> variables;

        private OnReference(RefStub venue, Map<String, String> variables) {
            this.venue = venue;
            this.variables = variables;
        }

        @Override
        protected BrokerProvider provider() {
            return venue.provider();
        }

        @Override
        protected InstrumentId instrument() {
            return venue.instruments().get(0).instrument().id();
        }

        @Override
        protected Optional<OrderRequest> tinyOrder(Instrument rules) {
            return Optional.of(OrderRequest.buy(rules.id())
                    .quantity(1)
                    .limit(Price.of("90"))
                    .timeInForce(TimeInForce.GTC)
                    .build());
        }

        @Override
        protected Map<String, String> variables() {
            return variables;
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(5);
        }
    }

    private static List<Throwable> failures(OnReference contract) {
        try {
            return contract.rules()
                    .map(test -> Optional.ofNullable(
                            catchThrowable(() -> test.getExecutable().execute())))
                    .flatMap(Optional::stream)
                    .toList();
        } finally {
            contract.close();
        }
    }

    @Test
    void isSkippedWithTheNamesOfTheVariablesWhereThereAreNoCredentials() {
        RefStub venue = RefStub.full();

        List<Throwable> failures = failures(new OnReference(venue, Map.of()));

        assertThat(failures)
                .hasSize(LiveRules.rules().size())
                .allSatisfy(skipped -> assertThat(skipped)
                        .isInstanceOf(TestAbortedException.class)
                        .hasMessageContaining("REF_API_TOKEN"));
        assertThat(venue.requests()).isEmpty();
    }

    @Test
    void asksAndPlacesOneOrderThatIsCancelled() {
        RefStub venue = RefStub.full();

        List<Throwable> failures = failures(new OnReference(venue, CREDENTIALS));

        // the venue's clock stands still on another day
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).isInstanceOf(AssertionError.class).hasMessageContaining("2026-03-10T15:00:00Z");
        assertThat(venue.orders())
                .hasSize(1)
                .allMatch(order -> order.lifecycle().isEnd());
    }

    @Test
    void asksNothingAndOrdersNothingWhereTheSettingsLeadToRealMoney() {
        RefStub venue = RefStub.flawed(Flaw.REAL_MONEY_BY_DEFAULT, false, Duration.ofSeconds(10));

        List<Throwable> failures = failures(new OnReference(venue, CREDENTIALS));

        assertThat(failures)
                .hasSize(LiveRules.rules().size())
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("real money: true"));
        assertThat(venue.orders()).isEmpty();
        // connecting alone may log in and read; the kit itself asked nothing
        assertThat(venue.requests())
                .noneMatch(request -> request.kind().isOrder())
                .noneMatch(request -> request.text().startsWith("GET /account"));
    }
}
