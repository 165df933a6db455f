package io.fairlead.tck;

import io.fairlead.api.AccountId;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RiskView;
import io.fairlead.api.risk.RuleSet;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.ProviderConfig;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What one rule is tested on: a fresh venue, a gate, and the connections that the rule opens. One thread.
 */
final class Bench implements AutoCloseable {
    /** A while of real time in which what should not happen would have happened on loopback. */
    static final Duration A_MOMENT = Duration.ofMillis(40);

    private static final List<TimeInForce> RESTING = List.of(TimeInForce.GTC, TimeInForce.DAY, TimeInForce.GTD);
    private static final List<TimeInForce> TAKING =
            List.of(TimeInForce.DAY, TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK);

    private final VenueStub stub;
    private final Plugin plugin;
    private final Signal signal = new Signal();
    private final Waiting waiting;
    private final RiskGate gate = newGate();
    private final List<Line> lines = new ArrayList<>();
    private long ids;
    private long orderIds;

    Bench(VenueStub stub, Plugin plugin) {
        this.stub = stub;
        this.plugin = plugin;
        waiting = new Waiting(stub, signal);
    }

    /** A gate that lets everything pass that the floor does. */
    static RiskGate newGate() {
        return RiskGate.standalone(RuleSet.of("contract-kit", new RiskRule() {
            @Override
            public String name() {
                return "anything-on-the-grid";
            }

            @Override
            public Optional<Denial> check(OrderRequest order, RiskView view) {
                return Optional.empty();
            }
        }));
    }

    VenueStub stub() {
        return stub;
    }

    Plugin plugin() {
        return plugin;
    }

    RiskGate gate() {
        return gate;
    }

    Signal signal() {
        return signal;
    }

    BrokerProvider provider() {
        return stub.provider();
    }

    ManualTime time() {
        return stub.time();
    }

    /** The usual instrument. */
    Tradable usual() {
        return plugin.tradables().get(0);
    }

    // --- Connections ---------------------------------------------------------------------------------------------

    /** Connects and waits until trading is possible. */
    Line connect() {
        Line line = open(stub.config());
        await("the connection is UP", line.tape()::isUp, line::told);
        return line;
    }

    /** Connects, and waits for nothing. */
    Line open(ProviderConfig config) {
        AccountId account = AccountId.of(provider().id(), provider().accountNumber(config));
        Line line = Line.open(this, config, gate.connection("kit-" + (lines.size() + 1), account));
        lines.add(line);
        return line;
    }

    /** Everything that was told and answered so far, for rules on what must not be in it. */
    List<Line> lines() {
        return List.copyOf(lines);
    }

    // --- Ids -----------------------------------------------------------------------------------------------------

    /** A client id that the venue takes and that was not used before. */
    ClientOrderId nextId() {
        ids++;
        ClientIdRule rule = plugin.capabilities().clientIds();
        if (rule.alphabet() == ClientIdRule.Alphabet.DIGITS) {
            return new ClientOrderId(Long.toString(1_000_000 + ids));
        }
        String number = "-" + ids;
        int room = rule.alphabet() == ClientIdRule.Alphabet.NONE ? 36 : rule.maxLength();
        String nonce = "contractkit00000";
        int length = Math.max(0, Math.min(nonce.length(), room - number.length()));
        return new ClientOrderId(length == 0 ? Long.toString(ids) : nonce.substring(0, length) + number);
    }

    /** Our own id of an order. */
    OrderId nextOrderId() {
        return new OrderId(++orderIds);
    }

    // --- Prices and quantities -----------------------------------------------------------------------------------

    /** A price so many percent from the usual one, on the tick grid; negative percent is below. */
    static Price away(Tradable tradable, String percent) {
        BigDecimal factor = BigDecimal.ONE.add(new BigDecimal(percent).movePointLeft(2));
        return tradable.instrument().roundToTick(tradable.price().times(factor), RoundingMode.HALF_UP);
    }

    /** A part of the usual quantity, on the lot grid. */
    static Quantity part(Tradable tradable, int quarters) {
        return Quantity.of(tradable.quantity().value().multiply(BigDecimal.valueOf(25L * quarters, 2)));
    }

    /** The time in force that a resting order is sent with. */
    TimeInForce restingTif(Tradable tradable, OrderType type) {
        return firstOf(RESTING, tradable, type);
    }

    /** The time in force that a marketable order is sent with. */
    TimeInForce takingTif(Tradable tradable, OrderType type) {
        return firstOf(TAKING, tradable, type);
    }

    private TimeInForce firstOf(List<TimeInForce> wanted, Tradable tradable, OrderType type) {
        Set<TimeInForce> declared = plugin.capabilities().durations(type);
        return wanted.stream()
                .filter(duration ->
                        declared.contains(duration) && tradable.durations().contains(duration))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " is declared with none of " + wanted + ", but with "
                        + declared + "; the kit needs a limit order that rests"));
    }

    // --- Waiting -------------------------------------------------------------------------------------------------

    Waiting waiting() {
        return waiting;
    }

    void await(String what, BooleanSupplier so, Supplier<String> seen) {
        waiting.until(what, so, seen);
    }

    /** Whether something becomes so within a moment of real time, the lent time standing still. */
    boolean happensSoon(BooleanSupplier so) {
        return waiting.comesTrue(so, A_MOMENT);
    }

    // --- What the venue holds ------------------------------------------------------------------------------------

    /** The orders that the venue took in under a client id, or has under a venue id. */
    List<HeldOrder> held(Placed order) {
        return stub.orders().stream()
                .filter(held -> held.id().equals(order.venueOrderId())
                        || held.clientOrderId()
                                .equals(Optional.of(order.clientOrderId().value())))
                .toList();
    }

    /** The one order that the venue has for this one. */
    HeldOrder heldOnce(Placed order) {
        List<HeldOrder> held = held(order);
        if (held.size() != 1) {
            throw new AssertionError(
                    "the venue has " + held.size() + " orders for " + order.key() + ": " + stub.orders());
        }
        return held.get(0);
    }

    /** Units of an instrument that the account owns: its position, or the cash in its base currency where that is what a purchase brings. */
    BigDecimal owned(Tradable tradable) {
        BigDecimal position = stub.position(tradable.instrument().id());
        if (position.signum() != 0) {
            return position;
        }
        return stub.cash().stream()
                .filter(money -> tradable.instrument().baseCurrency().equals(Optional.of(money.currency())))
                .map(Money::value)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** How often the plug-in asked the venue for something; without a log, how many orders the venue took in. */
    long seen(RequestKind kind) {
        if (plugin.hooks().contains(Hook.REQUEST_LOG)) {
            return stub.requests().stream()
                    .filter(request -> request.kind() == kind)
                    .count();
        }
        return kind == RequestKind.SUBMIT ? stub.orders().size() : 0;
    }

    /** How often the plug-in asked to create, change or end an order. */
    long seenOrderRequests() {
        return seen(RequestKind.SUBMIT) + seen(RequestKind.REPLACE) + seen(RequestKind.CANCEL);
    }

    /** Closes the connections, then the venue. */
    @Override
    public void close() {
        try {
            lines.forEach(Line::close);
        } finally {
            try {
                stub.close();
            } finally {
                time().close();
            }
        }
    }
}
