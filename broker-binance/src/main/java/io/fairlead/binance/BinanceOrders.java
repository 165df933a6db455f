package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.ApprovedLeg;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import io.fairlead.support.ExactJson;
import io.fairlead.support.HttpOutcome.Answered;
import io.fairlead.support.QueryText;
import io.fairlead.support.RequestKind;
import io.fairlead.support.Timers;
import io.fairlead.support.VenueCallException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Orders over REST. Each call sends once; what became of an order comes over the user stream. */
final class BinanceOrders implements OrderFacet {
    private static final int PAGE = 1000;

    private final BinanceRest rest;
    private final BinanceSettings settings;
    private final SymbolTable symbols;
    private final KnownOrders known;
    private final Replacements replacements;
    private final Reports reports;
    private final ApprovalVerifier approvals;
    private final Capabilities capabilities;
    private final Clock clock;
    private final Timers timers;

    BinanceOrders(
            BinanceRest rest,
            BinanceSettings settings,
            SymbolTable symbols,
            KnownOrders known,
            Replacements replacements,
            Reports reports,
            ApprovalVerifier approvals,
            Capabilities capabilities,
            Clock clock,
            Timers timers) {
        this.rest = rest;
        this.settings = settings;
        this.symbols = symbols;
        this.known = known;
        this.replacements = replacements;
        this.reports = reports;
        this.approvals = approvals;
        this.capabilities = capabilities;
        this.clock = clock;
        this.timers = timers;
    }

    // ---- submit

    @Override
    public CompletionStage<SubmitResult> submit(ApprovedOrder order) {
        Optional<SymbolRules> rules = symbols.known(order.request().instrument());
        Optional<Denial> denial = rules.isEmpty()
                ? OrderTerms.deny(
                        "INSTRUMENT_UNKNOWN",
                        "instrument=" + order.request().instrument(),
                        "trade what the venue lists, once it is connected")
                : OrderTerms.refuse(order.request(), order.clientOrderId(), rules.get(), capabilities)
                        .or(() -> legDenial(order, rules.get()));
        if (denial.isPresent()) {
            return CompletableFuture.completedFuture(new SubmitResult.Denied(order.clientOrderId(), denial.get()));
        }
        String symbol = rules.orElseThrow().symbol();
        boolean fresh = known.sent(symbol, order.clientOrderId());
        order.legs().forEach(leg -> known.sent(symbol, leg.clientOrderId()));
        OrderLists.Draft draft = OrderLists.draft(symbol, order, settings.selfTrade());
        return rest.write(
                        RequestKind.ORDER_WRITE,
                        "POST",
                        draft.path(),
                        draft.parameters(),
                        1 + order.legs().size(),
                        () -> approvals.consume(order))
                .thenApply(outcome -> outcome.toSubmitResult(
                        order.clientOrderId(), answer -> submitted(order, symbol, fresh, answer)));
    }

    private Optional<Denial> legDenial(ApprovedOrder order, SymbolRules rules) {
        for (ApprovedLeg leg : order.legs()) {
            Optional<Denial> denial = OrderTerms.refuse(leg.request(), leg.clientOrderId(), rules, capabilities);
            if (denial.isPresent()) {
                return denial;
            }
        }
        return OrderLists.refuse(order, rules);
    }

    /**
     * What the answer proves. "Duplicate" about an id that we never sent before is no proof of absence: somebody on the way sent our
     * request twice, and the order is there. About one that was sent before it is the caller's mistake.
     */
    private SubmitResult submitted(ApprovedOrder order, String symbol, boolean fresh, Answered answer) {
        ClientOrderId id = order.clientOrderId();
        if (!answer.isSuccess()) {
            VenueError error = VenueError.of(answer, rest.redactor());
            refreshAfter(error);
            return error.provesNothing() || (fresh && error.isDuplicate())
                    ? new SubmitResult.Unknown(id, error.text())
                    : new SubmitResult.Rejected(id, error.text());
        }
        if (order.legs().isEmpty()) {
            OrderKey key = PlacedOrder.key(answer.body());
            known.seen(symbol, key, true);
            return new SubmitResult.Accepted(id, key.venueOrderId().orElseThrow(), List.of());
        }
        return OrderLists.accepted(order, symbol, ExactJson.read(answer.body()), known);
    }

    /** A filter that refuses what the gate let pass has changed since it was read. */
    private void refreshAfter(VenueError error) {
        if (error.code() == -1013) {
            var unused = symbols.refresh();
        }
    }

    // ---- replace

    @Override
    public CompletionStage<ActionResult> replace(ApprovedReplace change) {
        Optional<SymbolRules> rules = symbols.known(change.changed().instrument());
        if (rules.isEmpty()) {
            return refused("INSTRUMENT_UNKNOWN");
        }
        Optional<Denial> denial = OrderTerms.refuse(change.changed(), change.next(), rules.get(), capabilities);
        if (denial.isPresent()) {
            return refused(denial.get().toString());
        }
        String symbol = rules.get().symbol();
        known.sent(symbol, change.next());
        boolean onlyQuantity = change.change().limitPrice().isEmpty()
                && change.change().triggerPrice().isEmpty();
        if (onlyQuantity && rules.get().amends()) {
            return amend(change, symbol);
        }
        return rules.get().cancelReplaces()
                ? cancelReplace(change, symbol)
                : refused("this symbol has no cancel-replace");
    }

    private static CompletionStage<ActionResult> refused(String why) {
        return CompletableFuture.completedFuture(new ActionResult.Refused(why));
    }

    /** Makes an order smaller in its place in the queue; it takes the change's client id. The venue refuses to make one larger. */
    private CompletionStage<ActionResult> amend(ApprovedReplace change, String symbol) {
        QueryText parameters = new QueryText()
                .add("symbol", symbol)
                .add("orderId", change.venueOrderId().value())
                .add("newClientOrderId", change.next().value())
                .add("newQty", change.changed().quantity().orElseThrow().toString());
        return rest.write(
                        RequestKind.ORDER_WRITE,
                        "PUT",
                        "order/amend/keepPriority",
                        parameters,
                        0,
                        () -> approvals.consume(change))
                .thenApply(outcome -> outcome.toActionResult(this::actionOf));
    }

    /**
     * Ends the old order and makes the new one, in one request while nothing has filled: {@code ONLY_NEW} sees to it. The venue would count
     * the whole quantity anew, so that after a fill the cancel goes first, says how much has filled, and the rest is placed after it.
     */
    private CompletionStage<ActionResult> cancelReplace(ApprovedReplace change, String symbol) {
        OrderKey old = OrderKey.of(change.current(), change.venueOrderId());
        if (!known.filled(old).isZero()) {
            return cancelThenPlace(change, symbol, old);
        }
        QueryText parameters = OrderWire.single(symbol, change.changed(), change.next(), settings.selfTrade())
                .add("cancelReplaceMode", "STOP_ON_FAILURE")
                .add("cancelOrderId", change.venueOrderId().value())
                .add("cancelNewClientOrderId", Replacements.cancelIdOf(change.next()))
                .add("cancelRestrictions", "ONLY_NEW");
        return rest.write(
                        RequestKind.ORDER_WRITE, "POST", "order/cancelReplace", parameters, 1, () -> begin(change, old))
                .thenApply(outcome -> settled(change, outcome.toActionResult(this::replaceOf)));
    }

    private void begin(ApprovedReplace change, OrderKey old) {
        approvals.consume(change);
        replacements.begin(change.current(), old, change.next());
    }

    private CompletionStage<ActionResult> cancelThenPlace(ApprovedReplace change, String symbol, OrderKey old) {
        QueryText cancel = byId(symbol, old).add("newClientOrderId", Replacements.cancelIdOf(change.next()));
        return rest.write(RequestKind.CANCEL, "DELETE", "order", cancel, 0, () -> begin(change, old))
                .thenCompose(outcome -> {
                    AtomicReference<@Nullable OrderRequest> rest = new AtomicReference<>();
                    ActionResult cancelled = outcome.toActionResult(answer -> {
                        ActionResult done = actionOf(answer);
                        if (done instanceof ActionResult.Taken) {
                            rest.set(restOf(change, ExactJson.read(answer.body())));
                        }
                        return done;
                    });
                    OrderRequest toPlace = rest.get();
                    if (toPlace == null) {
                        return CompletableFuture.completedFuture(settled(
                                change,
                                cancelled instanceof ActionResult.Taken
                                        ? new ActionResult.Refused(
                                                "it has filled as far as the change would leave of it")
                                        : cancelled));
                    }
                    return place(change, symbol, toPlace);
                });
    }

    /** What is still to be bought or sold once the old order has ended; null if nothing is. */
    private static @Nullable OrderRequest restOf(ApprovedReplace change, JsonNode cancelled) {
        Quantity filled = Quantity.of(ExactJson.decimal(cancelled, "executedQty"));
        Quantity total = change.changed().quantity().orElseThrow();
        return filled.compareTo(total) >= 0
                ? null
                : change.changed().toBuilder().quantity(total.minus(filled)).build();
    }

    private CompletionStage<ActionResult> place(ApprovedReplace change, String symbol, OrderRequest order) {
        return rest.write(
                        RequestKind.ORDER_WRITE,
                        "POST",
                        "order",
                        OrderWire.single(symbol, order, change.next(), settings.selfTrade()),
                        1,
                        () -> {})
                .thenApply(outcome -> settled(change, outcome.toActionResult(this::actionOf)));
    }

    private ActionResult replaceOf(Answered answer) {
        if (answer.isSuccess()) {
            ExactJson.read(answer.body());
            return new ActionResult.Taken();
        }
        VenueError error = VenueError.of(answer, rest.redactor());
        VenueError half = half(error, "newOrderResponse")
                .or(() -> half(error, "cancelResponse"))
                .orElse(error);
        return half.provesNothing() || error.provesNothing()
                ? new ActionResult.Unknown(half.text())
                : new ActionResult.Refused(half.text());
    }

    /** The error of one half of a cancel-replace; empty where that half succeeded or was not tried. */
    private Optional<VenueError> half(VenueError error, String name) {
        return error.data()
                .map(data -> data.path(name))
                .filter(half -> half.isObject() && half.has("code"))
                .map(half -> VenueError.of(half, rest.redactor()));
    }

    /** A change that was refused is told as such; had its cancel gone through, then the old order's end as well. */
    private ActionResult settled(ApprovedReplace change, ActionResult result) {
        if (result instanceof ActionResult.Refused no) {
            replacements
                    .failed(change.next(), EpochNanos.of(clock.instant()), no.venueText())
                    .forEach(reports::tell);
        } else if (result instanceof ActionResult.Unknown) {
            var unused = timers.later(
                    BinanceCapabilities.ABSENCE_PROOF,
                    () -> replacements
                            .giveUp(change.next(), EpochNanos.of(clock.instant()))
                            .forEach(reports::tell));
        }
        return result;
    }

    private ActionResult actionOf(Answered answer) {
        if (answer.isSuccess()) {
            ExactJson.read(answer.body());
            return new ActionResult.Taken();
        }
        VenueError error = VenueError.of(answer, rest.redactor());
        return error.provesNothing() ? new ActionResult.Unknown(error.text()) : new ActionResult.Refused(error.text());
    }

    // ---- cancel

    @Override
    public CompletionStage<ActionResult> cancel(OrderKey order) {
        return symbolOf(order)
                .handle((symbol, fault) -> {
                    if (fault != null) {
                        return refused("not sent: " + rest.redactor().describe(fault));
                    }
                    return symbol.isEmpty()
                            ? refused("the symbol of " + order + " is not known; name it in the setting symbols")
                            : sendCancel(symbol.get(), known.complete(order));
                })
                .thenCompose(sent -> sent);
    }

    /** After a restart nothing here has seen the order yet: to look for it among all that are open costs eighty times a cancel's weight. */
    @Override
    public CompletionStage<ActionResult> cancel(OrderKey order, InstrumentId instrument) {
        known.use(instrument.symbol());
        return sendCancel(instrument.symbol(), known.complete(order));
    }

    /** By the venue's id alone where it is known: the fast way, and with both ids a stale one would spoil the other. */
    private CompletionStage<ActionResult> sendCancel(String symbol, OrderKey order) {
        QueryText parameters = byId(symbol, order);
        return rest.write(RequestKind.CANCEL, "DELETE", "order", parameters, 0, () -> {})
                .thenApply(outcome -> outcome.toActionResult(this::actionOf));
    }

    private static QueryText byId(String symbol, OrderKey order) {
        QueryText parameters = new QueryText().add("symbol", symbol);
        return order.venueOrderId().isPresent()
                ? parameters.add("orderId", order.venueOrderId().get().value())
                : parameters.add(
                        "origClientOrderId", order.clientOrderId().orElseThrow().value());
    }

    // ---- reads

    private CompletionStage<Optional<String>> symbolOf(OrderKey order) {
        Optional<String> symbol = known.symbolOf(order);
        return symbol.isPresent()
                ? CompletableFuture.completedFuture(symbol)
                : openOrders().thenApply(read -> known.symbolOf(order));
    }

    @Override
    public CompletionStage<List<VenueOrder>> openOrders() {
        return rest.read("openOrders", new QueryText(), 80).thenApply(json -> {
            List<VenueOrder> orders = new ArrayList<>();
            for (JsonNode row : ExactJson.list(json)) {
                VenueOrder order = OrderReader.order(row);
                known.seen(order.instrument().symbol(), order.key(), true);
                orders.add(order);
            }
            return List.copyOf(orders);
        });
    }

    @Override
    public CompletionStage<Optional<VenueOrder>> order(OrderKey key) {
        return symbolOf(key).thenCompose(symbol -> {
            if (symbol.isPresent()) {
                return lookUp(symbol.get(), key);
            }
            return search(known.symbols(), 0, key);
        });
    }

    /** Where the order was placed is where it is found; an answer about other symbols would be taken for its absence. */
    @Override
    public CompletionStage<Optional<VenueOrder>> order(OrderKey key, InstrumentId instrument) {
        known.use(instrument.symbol());
        return lookUp(instrument.symbol(), key);
    }

    /** Looks in every symbol in use. That none has it proves absence only if somebody has named all symbols that are traded here. */
    private CompletionStage<Optional<VenueOrder>> search(List<String> candidates, int at, OrderKey key) {
        if (at == candidates.size()) {
            return settings.symbols().isEmpty()
                    ? CompletableFuture.failedFuture(new VenueCallException(
                            "the symbol of " + key
                                    + " is not known; name the symbols traded here in the setting symbols",
                            0))
                    : CompletableFuture.completedFuture(Optional.empty());
        }
        return lookUp(candidates.get(at), key)
                .thenCompose(found ->
                        found.isPresent() ? CompletableFuture.completedFuture(found) : search(candidates, at + 1, key));
    }

    /** Asks for one order; that the venue does not find it may be its list that lags. */
    CompletionStage<Optional<VenueOrder>> lookUp(String symbol, OrderKey key) {
        return rest.read("order", byId(symbol, key), 4)
                .<Optional<VenueOrder>>thenApply(json -> {
                    VenueOrder order = OrderReader.order(json);
                    known.seen(symbol, order.key(), !order.lifecycle().isEnd());
                    return Optional.of(order);
                })
                .exceptionallyCompose(fault -> {
                    int code = BinanceRest.codeOf(fault);
                    return code == VenueError.NO_SUCH_ORDER || code == VenueError.ARCHIVED
                            ? CompletableFuture.completedFuture(Optional.empty())
                            : CompletableFuture.failedFuture(fault);
                });
    }

    @Override
    public CompletionStage<List<Execution>> executionsSince(Instant watermark) {
        List<CompletionStage<List<Execution>>> perSymbol = new ArrayList<>();
        for (String symbol : known.symbols()) {
            perSymbol.add(tradesSince(symbol, watermark));
        }
        CompletionStage<List<Execution>> all = CompletableFuture.completedFuture(List.of());
        for (CompletionStage<List<Execution>> next : perSymbol) {
            all = all.thenCombine(next, BinanceOrders::joined);
        }
        return all.thenApply(executions -> executions.stream()
                .sorted(Comparator.comparingLong(execution -> execution.fill().timeNanos()))
                .toList());
    }

    private static List<Execution> joined(List<Execution> some, List<Execution> more) {
        List<Execution> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** Trades from an instant on, all pages. */
    CompletionStage<List<Execution>> tradesSince(String symbol, Instant since) {
        return trades(symbol, new QueryText().add("symbol", symbol).add("startTime", since.toEpochMilli()));
    }

    /** Trades from a trade on, all pages. */
    CompletionStage<List<Execution>> tradesFrom(String symbol, long tradeId) {
        return trades(symbol, new QueryText().add("symbol", symbol).add("fromId", tradeId));
    }

    private CompletionStage<List<Execution>> trades(String symbol, QueryText from) {
        return rest.read("myTrades", from.add("limit", PAGE), 20).thenCompose(json -> {
            List<Execution> page = new ArrayList<>();
            long last = -1;
            for (JsonNode row : ExactJson.list(json)) {
                page.add(execution(symbol, row));
                last = Math.max(last, ExactJson.whole(row, "id"));
            }
            return page.size() < PAGE
                    ? CompletableFuture.completedFuture(page)
                    : tradesFrom(symbol, last + 1).thenApply(more -> joined(page, more));
        });
    }

    private Execution execution(String symbol, JsonNode row) {
        OrderKey key = OrderKey.of(new VenueOrderId(Long.toString(ExactJson.whole(row, "orderId"))));
        Fill fill = OrderReader.fill(row);
        if (known.symbolOf(key).isEmpty()) {
            known.seen(symbol, key, false);
        }
        return new Execution(known.complete(key), fill);
    }
}
