package io.fairlead.core.order;

import io.fairlead.api.AccountId;
import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.NativeGroups;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.ReplaceSupport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A broker that does what a test says and writes down what it is asked; unless said, its stages never complete. */
public final class ScriptedBroker implements BrokerProvider, Broker, OrderFacet {
    /** What it was asked, in order: {@code "submit O-1"}, {@code "cancel"}, {@code "replace O-1"}. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    /** What it does on a submit. */
    public Function<ApprovedOrder, CompletionStage<SubmitResult>> onSubmit = order -> new CompletableFuture<>();

    /** What it does on a replace. */
    public Function<ApprovedReplace, CompletionStage<ActionResult>> onReplace = change -> new CompletableFuture<>();

    /** What it does on a cancel. */
    public Function<OrderKey, CompletionStage<ActionResult>> onCancel = key -> new CompletableFuture<>();

    /** For which orders of groups it was asked: which one, of which group, and what it should be. */
    public final List<String> groupsAsked = new CopyOnWriteArrayList<>();

    /** What it says is open. */
    public Supplier<CompletionStage<List<VenueOrder>>> onOpenOrders =
            () -> CompletableFuture.completedFuture(List.of());

    /** What it says of one order. */
    public Function<OrderKey, CompletionStage<Optional<VenueOrder>>> onOrder =
            key -> CompletableFuture.completedFuture(Optional.empty());

    /** What it says was executed. */
    public Function<Instant, CompletionStage<List<Execution>>> onExecutions =
            since -> CompletableFuture.completedFuture(List.of());

    /** What it says of the account. */
    public Supplier<CompletionStage<AccountFacet.Snapshot>> onSnapshot = () -> {
        throw new UnsupportedCapabilityException("the scripted broker has no account to show");
    };

    /** What it declares. */
    public Capabilities can = capable(Contingency.OCO, Contingency.OTO, Contingency.BRACKET)
            .replace(ReplaceSupport.NEW_VENUE_ID)
            .build();

    /** What it does when it is connected. */
    public Consumer<Lent> onConnect =
            lent -> lent.listener().onConnection(new ConnectionEvent(ConnectionEvent.State.UP, "scripted", 0));

    /** What it does on close. */
    public Runnable onClose = () -> {};

    /** Whether its account moves real money. */
    public boolean realMoney;

    /** Whom it tells what happens; set by the session that connects it. */
    public volatile @Nullable BrokerListener listener;

    /** Does from now on what another does. */
    void takeOver(ScriptedBroker other) {
        onSubmit = other.onSubmit;
        onReplace = other.onReplace;
        onCancel = other.onCancel;
        onOpenOrders = other.onOpenOrders;
        onOrder = other.onOrder;
        onExecutions = other.onExecutions;
        onSnapshot = other.onSnapshot;
    }

    @Override
    public CompletionStage<SubmitResult> submit(ApprovedOrder order) {
        calls.add("submit " + order.orderId());
        return onSubmit.apply(order);
    }

    @Override
    public CompletionStage<ActionResult> replace(ApprovedReplace change) {
        calls.add("replace " + change.orderId());
        return onReplace.apply(change);
    }

    @Override
    public CompletionStage<ActionResult> cancel(OrderKey order) {
        calls.add("cancel");
        return onCancel.apply(order);
    }

    @Override
    public CompletionStage<List<VenueOrder>> openOrders() {
        return onOpenOrders.get();
    }

    @Override
    public CompletionStage<Optional<VenueOrder>> order(OrderKey key) {
        return onOrder.apply(key);
    }

    @Override
    public CompletionStage<Optional<VenueOrder>> orderOfGroup(
            OrderKey key, List<ClientOrderId> group, OrderRequest asked) {
        groupsAsked.add(key + " of " + group + " " + asked.side() + " " + asked.type());
        return order(key, asked.instrument());
    }

    @Override
    public CompletionStage<List<Execution>> executionsSince(Instant watermark) {
        return onExecutions.apply(watermark);
    }

    @Override
    public AccountId account() {
        return AccountId.of("scripted", "1");
    }

    @Override
    public String environment() {
        return "test";
    }

    /** Starts the capabilities of a broker that looks after some groups itself. */
    public static Capabilities.Builder capable(Contingency... nativeGroups) {
        TimeInForce[] all = {TimeInForce.DAY, TimeInForce.GTC, TimeInForce.IOC};
        return Capabilities.builder()
                .assetClasses(AssetClass.values())
                .order(OrderType.MARKET, all)
                .order(OrderType.LIMIT, all)
                .order(OrderType.STOP, all)
                .nativeGroups(NativeGroups.of(nativeGroups))
                .features(Capabilities.Feature.NOTIONAL, Capabilities.Feature.SHORT_SELLING);
    }

    @Override
    public Capabilities capabilities() {
        return can;
    }

    @Override
    public boolean isRealMoney() {
        return realMoney;
    }

    @Override
    public OrderFacet orders() {
        return this;
    }

    @Override
    public AccountFacet accounts() {
        return onSnapshot::get;
    }

    @Override
    public void close() {
        onClose.run();
    }

    @Override
    public String id() {
        return "scripted";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<ConfigKey> configKeys() {
        return List.of();
    }

    @Override
    public List<String> environments() {
        return List.of("test");
    }

    @Override
    public Capabilities capabilities(String environment) {
        return capabilities();
    }

    @Override
    public String accountNumber(ProviderConfig config) {
        return "1";
    }

    @Override
    public Broker connect(ProviderConfig config, Lent lent) {
        listener = lent.listener();
        onConnect.accept(lent);
        return this;
    }
}
