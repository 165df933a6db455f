package io.fairlead.examples.chaos;

import io.fairlead.api.AccountId;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.market.Quote;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The adapter of a process that is killed: speaks {@link KillWire} to the model venue in the process that kills it. Any thread. */
final class KillBroker implements BrokerProvider, Broker, OrderFacet, AccountFacet, ReferenceFacet, MarketDataFacet {
    private final Socket socket;
    private final PrintWriter out;
    private final Map<String, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private final Map<ClientOrderId, CompletableFuture<SubmitResult>> submits = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<ActionResult>> cancels = new ConcurrentHashMap<>();
    private final List<MarketDataFacet.Listener> takers = new CopyOnWriteArrayList<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Instrument instrument = ModelVenue.rules();
    private Lent lent;

    @SuppressWarnings("NullAway.Init") // connect comes first
    KillBroker(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    @Override
    public Broker connect(ProviderConfig config, Lent parts) {
        lent = parts;
        Thread reader = new Thread(this::read, "kill-line");
        reader.setDaemon(true);
        reader.start();
        lent.listener().onConnection(new ConnectionEvent(ConnectionEvent.State.UP, "line", now()));
        return this;
    }

    private long now() {
        return EpochNanos.of(lent.clock().instant());
    }

    private void read() {
        try {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String words;
            while ((words = in.readLine()) != null) {
                take(KillWire.fields(words));
            }
        } catch (IOException e) {
            lent.listener().onConnection(new ConnectionEvent(ConnectionEvent.State.CLOSED, "line", now()));
        }
    }

    private void take(List<String> fields) {
        switch (fields.get(0)) {
            case "PRICE" -> price(Long.parseLong(fields.get(1)));
            case "ACCEPTED" -> {
                ClientOrderId id = new ClientOrderId(fields.get(1));
                submitted(id, new SubmitResult.Accepted(id, new VenueOrderId(fields.get(2)), List.of()));
            }
            case "REFUSED" -> {
                ClientOrderId id = new ClientOrderId(fields.get(1));
                submitted(id, new SubmitResult.Rejected(id, "duplicate client order id"));
            }
            case "TAKEN" -> cancelled(fields.get(1), new ActionResult.Taken());
            case "NOT" -> cancelled(fields.get(1), new ActionResult.Refused("not open"));
            case "ANSWER" -> {
                CompletableFuture<String> waiting = answers.remove(fields.get(1));
                if (waiting != null) {
                    waiting.complete(fields.get(2));
                }
            }
            default -> lent.listener().onOrderReport(KillWire.report(fields));
        }
    }

    private void price(long price) {
        long scaled = price * 100;
        Quote quote = new Quote(ModelVenue.ID, now(), scaled, 10, scaled, 10, 2, 0);
        takers.forEach(taker -> taker.onQuote(quote));
    }

    private void submitted(ClientOrderId id, SubmitResult result) {
        CompletableFuture<SubmitResult> waiting = submits.remove(id);
        if (waiting != null) {
            waiting.complete(result);
        }
    }

    private void cancelled(String number, ActionResult result) {
        CompletableFuture<ActionResult> waiting = cancels.remove(number);
        if (waiting != null) {
            waiting.complete(result);
        }
    }

    // ---- orders

    @Override
    public CompletionStage<SubmitResult> submit(ApprovedOrder order) {
        lent.approvals().consume(order);
        CompletableFuture<SubmitResult> stage = new CompletableFuture<>();
        submits.put(order.clientOrderId(), stage);
        out.println("SUBMIT " + order.clientOrderId() + " " + KillWire.request(order.request()));
        return stage;
    }

    @Override
    public CompletionStage<ActionResult> replace(ApprovedReplace change) {
        throw new UnsupportedCapabilityException("this line knows no replace");
    }

    @Override
    public CompletionStage<ActionResult> cancel(OrderKey order) {
        String number = Long.toString(numbers.incrementAndGet());
        CompletableFuture<ActionResult> stage = new CompletableFuture<>();
        cancels.put(number, stage);
        out.println("CANCEL " + number + " " + KillWire.key(order));
        return stage;
    }

    private <T> CompletionStage<T> ask(String question, String about, Function<String, T> reads) {
        String number = Long.toString(numbers.incrementAndGet());
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.put(number, answer);
        out.println(question + " " + number + " " + about);
        return answer.thenApply(reads);
    }

    @Override
    public CompletionStage<List<VenueOrder>> openOrders() {
        return ask("OPEN", "-", KillWire::orders);
    }

    @Override
    public CompletionStage<Optional<VenueOrder>> order(OrderKey key) {
        return ask(
                "ORDER",
                KillWire.key(key),
                text -> text.equals("-") ? Optional.empty() : Optional.of(KillWire.order(text)));
    }

    @Override
    public CompletionStage<List<Execution>> executionsSince(Instant watermark) {
        return ask("EXECUTIONS", Long.toString(EpochNanos.of(watermark)), KillWire::executions);
    }

    @Override
    public CompletionStage<Snapshot> snapshot() {
        return ask("ACCOUNT", "-", text -> {
            String[] parts = text.split(",", -1);
            long held = Long.parseLong(parts[1]);
            List<Holding> holdings = held == 0
                    ? List.of()
                    : List.of(new Holding(
                            ModelVenue.ID,
                            held > 0 ? Side.BUY : Side.SELL,
                            Quantity.of(Math.abs(held)),
                            Optional.of(Price.of(parts[2]))));
            return new Snapshot(List.of(Money.of(parts[0], ModelVenue.USD)), holdings, Long.parseLong(parts[3]));
        });
    }

    @Override
    public CompletionStage<List<Instrument>> instruments() {
        return CompletableFuture.completedFuture(List.of(instrument));
    }

    @Override
    public CompletionStage<Optional<Instrument>> instrument(InstrumentId id) {
        return CompletableFuture.completedFuture(Optional.of(instrument));
    }

    // ---- prices

    @Override
    public Subscription bars(InstrumentId id, BarInterval interval, MarketDataFacet.Listener listener) {
        throw new UnsupportedCapabilityException("quotes only");
    }

    @Override
    public Subscription quotes(InstrumentId id, MarketDataFacet.Listener listener) {
        takers.add(listener);
        return () -> takers.remove(listener);
    }

    @Override
    public Subscription trades(InstrumentId id, MarketDataFacet.Listener listener) {
        throw new UnsupportedCapabilityException("quotes only");
    }

    // ---- the account and the plug-in

    @Override
    public AccountId account() {
        return AccountId.of("model", "1");
    }

    @Override
    public String environment() {
        return "model";
    }

    @Override
    public Capabilities capabilities() {
        return ModelBroker.withoutReplace(IdempotencyClass.DEDUP);
    }

    @Override
    public boolean isRealMoney() {
        return false;
    }

    @Override
    public OrderFacet orders() {
        return this;
    }

    @Override
    public AccountFacet accounts() {
        return this;
    }

    @Override
    public Optional<MarketDataFacet> marketData() {
        return Optional.of(this);
    }

    @Override
    public Optional<ReferenceFacet> reference() {
        return Optional.of(this);
    }

    @Override
    public void close() {
        out.close();
    }

    @Override
    public String id() {
        return "model";
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
        return List.of("model");
    }

    @Override
    public Capabilities capabilities(String environment) {
        return capabilities();
    }

    @Override
    public String accountNumber(ProviderConfig config) {
        return "1";
    }
}
