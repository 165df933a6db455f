package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.support.ExactJson;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The fields of an event however it is written.
 *
 * @param event as read
 */
record TreeFields(JsonNode event) implements ReportFields {
    @Override
    public boolean has(String name) {
        return event.has(name);
    }

    @Override
    public boolean isTrue(String name) {
        JsonNode value = event.get(name);
        return value != null && value.isBoolean() && value.booleanValue();
    }

    @Override
    public String text(String name) {
        return ExactJson.text(event, name);
    }

    @Override
    public Optional<String> optionalText(String name) {
        return ExactJson.optionalText(event, name);
    }

    @Override
    public long whole(String name) {
        return ExactJson.whole(event, name);
    }

    @Override
    public boolean flag(String name) {
        return ExactJson.flag(event, name);
    }

    @Override
    public Optional<BigDecimal> optionalDecimal(String name) {
        return ExactJson.optionalDecimal(event, name);
    }

    @Override
    public Quantity quantity(String name) {
        return Quantity.of(ExactJson.decimal(event, name));
    }

    @Override
    public Price price(String name) {
        return Price.of(ExactJson.decimal(event, name));
    }
}
