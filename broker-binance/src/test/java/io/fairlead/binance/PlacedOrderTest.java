package io.fairlead.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.OrderKey;
import io.fairlead.support.ExactJson;
import io.fairlead.support.UnreadableAnswerException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacedOrderTest {
    private static final String FULL = "{\"symbol\":\"BTCUSDT\",\"orderId\":28,\"orderListId\":-1,"
            + "\"clientOrderId\":\"6gCrw2kRUAF9CvJDGP16IP\",\"transactTime\":1507725176595,\"price\":\"0.00000000\","
            + "\"fills\":[{\"price\":\"4000.00000000\",\"orderId\":99,\"tradeId\":56}],\"status\":\"FILLED\"}";

    private static OrderKey key(String answer) {
        return PlacedOrder.key(answer.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldReadTheIdsThatATreeWouldShow() {
        assertThat(key(FULL))
                .isEqualTo(OrderKey.of(new ClientOrderId("6gCrw2kRUAF9CvJDGP16IP"), new VenueOrderId("28")))
                .isEqualTo(OrderReader.key(ExactJson.read(FULL)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"orderId\":28}",
                "{\"orderId\":28,\"clientOrderId\":null}",
                "{\"orderId\":28,\"clientOrderId\":[1,{\"orderId\":3}]}",
                "{\"orderId\":28,\"clientOrderId\":\"not one of ours\"}",
            })
    void shouldGoByTheVenuesIdWhereOursIsNotThere(String answer) {
        assertThat(key(answer)).isEqualTo(OrderKey.of(new VenueOrderId("28")));
    }

    @Test
    void shouldCallEveryBeginningOfAnAnswerUnreadable() {
        for (int length = 0; length < FULL.length(); length++) {
            String cut = FULL.substring(0, length);

            assertThatThrownBy(() -> key(cut)).as(cut).isInstanceOf(UnreadableAnswerException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "28",
                "{}",
                "{\"orderId\":null}",
                "{\"orderId\":\"28\"}",
                "{\"orderId\":28.0}",
                "{\"orderId\":92233720368547758080}",
                "{\"orderId\":28,\"orderId\":29}",
                "{\"orderId\":28,\"clientOrderId\":\"a\",\"clientOrderId\":\"b\"}",
                "{\"orderId\":28}{}",
                "{\"orderId\":28} x",
            })
    void shouldCallAnAnswerUnreadableThatNamesNoOrder(String answer) {
        assertThatThrownBy(() -> key(answer)).isInstanceOf(UnreadableAnswerException.class);
    }
}
