package io.fairlead.binance;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.OrderKey;
import io.fairlead.support.ExactJson;
import io.fairlead.support.UnreadableAnswerException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the answer to a single order from front to back, without a tree: all of it must be JSON, though its ids only are wanted. One thread. */
final class PlacedOrder {
    private @Nullable VenueOrderId venueId;
    private Optional<ClientOrderId> clientId = Optional.empty();
    private boolean named;

    private PlacedOrder() {}

    /**
     * The ids under which the venue has the order.
     *
     * @throws UnreadableAnswerException if the answer is no whole JSON object with a venue's id in it
     */
    static OrderKey key(byte[] answer) {
        try (JsonParser json = ExactJson.parser(answer)) {
            return new PlacedOrder().read(json);
        } catch (IOException e) {
            throw new UnreadableAnswerException("no JSON");
        }
    }

    private OrderKey read(JsonParser json) throws IOException {
        expect(json.nextToken() == JsonToken.START_OBJECT, "an object was expected");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "orderId" -> venueId(json, value);
                case "clientOrderId" -> clientId(json, value);
                default -> json.skipChildren();
            }
        }
        expect(json.nextToken() == null, "something follows the answer");
        VenueOrderId venue = venueId;
        if (venue == null) {
            throw new UnreadableAnswerException("field orderId is missing");
        }
        return clientId.map(id -> OrderKey.of(id, venue)).orElseGet(() -> OrderKey.of(venue));
    }

    private void venueId(JsonParser json, JsonToken value) throws IOException {
        expect(venueId == null, "field orderId is there twice");
        expect(value == JsonToken.VALUE_NUMBER_INT, "field orderId is no whole number of 64 bits");
        venueId = new VenueOrderId(Long.toString(json.getLongValue()));
    }

    private void clientId(JsonParser json, JsonToken value) throws IOException {
        expect(!named, "field clientOrderId is there twice");
        named = true;
        if (value == JsonToken.VALUE_STRING) {
            clientId = OrderReader.clientId(json.getText());
        } else {
            json.skipChildren();
        }
    }

    private static void expect(boolean so, String otherwise) {
        if (!so) {
            throw new UnreadableAnswerException(otherwise);
        }
    }
}
