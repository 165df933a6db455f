package io.fairlead.tck;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.spi.Capabilities.Feature;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.tck.RefWire.NewGroup;
import io.fairlead.tck.RefWire.NewOrder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** How the reference broker writes an order down for its venue. Any thread. */
final class RefOrderForm {
    private final RefBroker broker;
    private final AtomicInteger made = new AtomicInteger();

    RefOrderForm(RefBroker broker) {
        this.broker = broker;
    }

    private boolean is(Flaw flaw) {
        return broker.is(flaw);
    }

    boolean keepsIds() {
        return broker.capabilities.idempotency() != IdempotencyClass.NONE;
    }

    NewGroup group(ApprovedOrder order) {
        return new NewGroup(
                wire(order.clientOrderId(), order.request()),
                order.contingency(),
                order.legs().stream()
                        .map(leg -> wire(legId(leg.clientOrderId()), leg.request()))
                        .toList());
    }

    private ClientOrderId legId(ClientOrderId id) {
        return is(Flaw.LEG_IDS_MADE_UP) ? new ClientOrderId("leg-" + made.incrementAndGet()) : id;
    }

    /** An order as text. */
    String text(OrderRequest request) {
        String quantity = request.quantity()
                .map(units -> is(Flaw.EXPONENT)
                        ? units.value()
                                .stripTrailingZeros()
                                .round(new MathContext(1))
                                .toString()
                        : units.toString())
                .orElse("");
        return "{\"qty\":\"" + quantity + "\",\"order\":\"" + request + "\"}";
    }

    private NewOrder wire(ClientOrderId id, OrderRequest request) {
        OrderRequest.Builder sent = request.toBuilder();
        if (is(Flaw.SIDES_SWAPPED)) {
            sent = swapped(request);
        }
        if (is(Flaw.LIMIT_ROUNDED) && request.limitPrice().isPresent()) {
            BigDecimal rounded = request.limitPrice().get().value().setScale(1, RoundingMode.HALF_UP);
            sent = OrderChange.toLimit(Price.of(rounded)).applyTo(request).toBuilder();
        }
        if (is(Flaw.QUANTITY_AS_INT) && request.quantity().isPresent()) {
            BigDecimal whole = request.quantity().get().value().setScale(3, RoundingMode.UP);
            sent.quantity(Quantity.of(whole));
        }
        if (is(Flaw.DAY_SENT_AS_GTC) && request.timeInForce() == TimeInForce.DAY) {
            sent.timeInForce(TimeInForce.GTC);
        }
        String text = id.value();
        if (is(Flaw.CLIENT_ID_MADE_ANEW)) {
            text = "anew-" + made.incrementAndGet();
        } else if (is(Flaw.CLIENT_ID_CUT)) {
            text = text.substring(0, Math.min(20, text.length()));
        }
        OrderRequest built = is(Flaw.DECLARED_AND_NOT_THERE) ? withoutDisplay(sent.build()) : sent.build();
        return new NewOrder(keepsIds() ? Optional.of(text) : Optional.empty(), built);
    }

    private static OrderRequest.Builder swapped(OrderRequest request) {
        return OrderRequest.of(request.instrument(), request.side().opposite())
                .quantity(request.quantity().orElse(Quantity.of(1)))
                .limit(request.limitPrice().orElse(Price.of(1)))
                .timeInForce(TimeInForce.GTC);
    }

    private static OrderRequest withoutDisplay(OrderRequest request) {
        return request.displayQuantity().isEmpty()
                ? request
                : OrderRequest.of(request.instrument(), request.side())
                        .quantity(request.quantity().orElseThrow())
                        .limit(request.limitPrice().orElseThrow())
                        .timeInForce(request.timeInForce())
                        .build();
    }

    /** What an order asks for and is not declared. */
    Optional<String> missing(ApprovedOrder order) {
        OrderRequest request = order.request();
        boolean shape = broker.capabilities.supports(request.type(), request.timeInForce());
        if (!shape && !is(Flaw.UNDECLARED_SENT)) {
            return Optional.of("ORDER_TYPE");
        }
        if (!broker.capabilities.nativeGroups().has(order.contingency())) {
            return Optional.of("GROUP");
        }
        if (request.postOnly() && !has(Feature.POST_ONLY) && !is(Flaw.THERE_AND_NOT_DECLARED)) {
            return Optional.of("POST_ONLY");
        }
        if (request.reduceOnly() && !has(Feature.REDUCE_ONLY)) {
            return Optional.of("REDUCE_ONLY");
        }
        if (request.extendedHours() && !has(Feature.EXTENDED_HOURS)) {
            return Optional.of("EXTENDED_HOURS");
        }
        if (request.displayQuantity().isPresent() && !has(Feature.DISPLAY_QUANTITY)) {
            return Optional.of("DISPLAY_QUANTITY");
        }
        if (request.notional().isPresent() && !has(Feature.NOTIONAL)) {
            return Optional.of("NOTIONAL");
        }
        return Optional.empty();
    }

    private boolean has(Feature feature) {
        return broker.capabilities.has(feature);
    }
}
