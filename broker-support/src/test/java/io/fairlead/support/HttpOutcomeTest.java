package io.fairlead.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.SubmitResult;
import io.fairlead.support.HttpOutcome.Answered;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpOutcomeTest {
    private static final ClientOrderId ID = new ClientOrderId("a-1");

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void shouldTakeNoStatusOfSilenceForARefusalWhateverStandsInIt(int status) {
        HttpOutcome outcome =
                new Answered(status, Map.of(), "{\"code\":-2010,\"msg\":\"refused\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(outcome.toSubmitResult(ID, answer -> new SubmitResult.Rejected(ID, "refused")))
                .isInstanceOf(SubmitResult.Unknown.class);
        assertThat(outcome.toActionResult(answer -> new ActionResult.Refused("refused")))
                .isInstanceOf(ActionResult.Unknown.class);
    }
}
