package io.fairlead.tck;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ReplaceSupport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import io.fairlead.tck.RefWire.Event;
import io.fairlead.tck.RefWire.Executed;
import io.fairlead.tck.RefWire.Failure;
import io.fairlead.tck.RefWire.NewGroup;
import io.fairlead.tck.RefWire.OrderView;
import io.fairlead.tck.RefWire.Page;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The reference broker's orders. Any thread. */
final class RefOrders implements OrderFacet {
    private final RefBroker broker;
    private final RefOrderForm form;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final Set<String> ours = ConcurrentHashMap.newKeySet();
    private final Map<String, ClientOrderId> lateIds = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private volatile Optional<NewGroup> unknown = Optional.empty();

    RefOrders(RefBroker broker) {
        this.broker = broker;
        form = new RefOrderForm(broker);
    }

    private boolean is(Flaw flaw) {
        return broker.is(flaw);
    }

    // --- Submit --------------------------------------------------------------------------------------------------

    @Override
    public CompletionStage<SubmitResult> submit(ApprovedOrder order) {
        ClientOrderId id = order.clientOrderId();
        Optional<String> missing = form.missing(order);
        if (missing.isPresent()) {
            return CompletableFuture.completedFuture(new SubmitResult.Denied(
                    id, new Denial("UNSUPPORTED_" + missing.get(), "", "ask for something else")));
        }
        if (broker.isClosed() && !is(Flaw.SENDS_AFTER_CLOSE)) {
            return CompletableFuture.completedFuture(notSent(id, "closed"));
        }
        if (!is(Flaw.APPROVAL_NOT_CONSUMED)) {
            broker.lent.approvals().consume(order);
        }
        if (is(Flaw.APPROVAL_CONSUMED_TWICE)) {
            broker.lent.approvals().consume(order);
        }
        NewGroup group = form.group(order);
        CompletableFuture<SubmitResult> result = post(group, id).toCompletableFuture();
        if (is(Flaw.BLOCKING_CALL)) {
            result.join();
        }
        return result;
    }

    private CompletableFuture<SubmitResult> post(NewGroup group, ClientOrderId id) {
        return place(group).handle((views, failure) -> {
            if (failure == null) {
                return accepted(group, id, views);
            }
            boolean again = (is(Flaw.RETRIED_POST) && RefBroker.kindOf(failure) == Failure.Kind.TIMEOUT)
                    || (is(Flaw.RETRIED_ON_5XX) && RefBroker.kindOf(failure) == Failure.Kind.SERVER_ERROR);
            if (again) {
                var unused = place(group);
            }
            if (is(Flaw.RATE_LIMITED_ORDER_RETRIED) && RefBroker.kindOf(failure) == Failure.Kind.LIMITED) {
                Runnable later = () -> repeat(group);
                var unused = broker.lent.io().schedule(later, 30, TimeUnit.SECONDS);
            }
            unknown = Optional.of(group);
            return failed(
                    id,
                    RefBroker.kindOf(failure),
                    String.valueOf(RefBroker.unwrapped(failure).getMessage()));
        });
    }

    @SuppressWarnings("unchecked")
    private CompletableFuture<List<OrderView>> place(NewGroup group) {
        String text = "POST /orders " + form.text(group.first().request());
        return broker.send(RequestKind.SUBMIT, text, book -> book.submit(group))
                .thenApply(views -> (List<OrderView>) views);
    }

    private void repeat(NewGroup group) {
        var unused = place(group);
    }

    private SubmitResult accepted(NewGroup group, ClientOrderId id, List<OrderView> views) {
        OrderView first = views.get(0);
        views.forEach(view -> ours.add(view.id()));
        if (!form.keepsIds()) {
            lateIds.put(first.id(), id);
        }
        if (is(Flaw.FILL_FROM_ANSWER_TOO)) {
            open.add(first.id());
        }
        List<OrderKey> legs =
                views.subList(1, views.size()).stream().map(this::key).toList();
        return new SubmitResult.Accepted(
                id, new VenueOrderId(first.id()), group.legs().isEmpty() ? List.of() : legs);
    }

    private static SubmitResult notSent(ClientOrderId id, String why) {
        return new SubmitResult.Denied(
                id, new Denial("NOT_SENT", "reason=" + why, "send it again once the connection is up"));
    }

    private SubmitResult failed(ClientOrderId id, Failure.Kind kind, String text) {
        boolean rejected = switch (kind) {
            case REJECTED -> !is(Flaw.REJECTION_AS_UNKNOWN);
            case LIMITED, UNAUTHORIZED, NOT_FOUND -> true;
            case TIMEOUT -> is(Flaw.TIMEOUT_AS_REJECTION);
            case SERVER_ERROR -> is(Flaw.SERVER_ERROR_AS_REJECTION);
            case GARBAGE -> is(Flaw.GARBAGE_AS_REJECTION);
            case NOT_SENT, RESET -> false;
        };
        if (rejected) {
            return new SubmitResult.Rejected(id, text);
        }
        boolean denied = kind == Failure.Kind.NOT_SENT
                ? !is(Flaw.NOT_SENT_AS_UNKNOWN)
                : kind == Failure.Kind.RESET && is(Flaw.RESET_AS_NOT_SENT);
        return denied ? notSent(id, text) : new SubmitResult.Unknown(id, text);
    }

    // --- Cancel and replace --------------------------------------------------------------------------------------

    @Override
    public CompletionStage<ActionResult> cancel(OrderKey key) {
        String venueId = key.venueOrderId().map(VenueOrderId::value).orElse("");
        String clientId = key.clientOrderId().map(ClientOrderId::value).orElse("");
        if (is(Flaw.CANCEL_REPORTED_EARLY)) {
            broker.report(new OrderReport.Cancelled(key, broker.now(), ""));
        }
        return delete(key, venueId, clientId, true).thenApply(result -> {
            if (is(Flaw.LOST_CANCEL_RACE) && result instanceof ActionResult.Refused) {
                broker.report(new OrderReport.Cancelled(key, broker.now(), ""));
                return new ActionResult.Taken();
            }
            return result;
        });
    }

    private CompletableFuture<ActionResult> delete(OrderKey key, String venueId, String clientId, boolean mayRepeat) {
        return broker.send(RequestKind.CANCEL, "DELETE /orders/" + venueId, book -> {
                    if (is(Flaw.CANCEL_ALL)) {
                        book.orders().stream()
                                .filter(RefOrder::isOpen)
                                .toList()
                                .forEach(order -> book.cancel(order.id, ""));
                    } else {
                        book.cancel(venueId, clientId);
                    }
                    return "";
                })
                .handle((done, failure) -> {
                    if (is(Flaw.CANCEL_RETRIED) && failure != null && mayRepeat) {
                        var unused = delete(key, venueId, clientId, false);
                    }
                    return action(failure);
                });
    }

    private static ActionResult action(Throwable failure) {
        if (failure == null) {
            return new ActionResult.Taken();
        }
        String text = String.valueOf(RefBroker.unwrapped(failure).getMessage());
        return switch (RefBroker.kindOf(failure)) {
            case REJECTED, NOT_FOUND, NOT_SENT, LIMITED, UNAUTHORIZED -> new ActionResult.Refused(text);
            case TIMEOUT, SERVER_ERROR, GARBAGE, RESET -> new ActionResult.Unknown(text);
        };
    }

    @Override
    public CompletionStage<ActionResult> replace(ApprovedReplace change) {
        if (broker.capabilities.replace() == ReplaceSupport.NONE) {
            throw new UnsupportedCapabilityException("this venue changes no orders");
        }
        if (!is(Flaw.REPLACE_APPROVAL_NOT_CONSUMED)) {
            broker.lent.approvals().consume(change);
        }
        return broker.send(
                        RequestKind.REPLACE,
                        "PATCH /orders/" + change.venueOrderId(),
                        book -> book.replace(
                                change.venueOrderId().value(),
                                Optional.of(change.next().value()),
                                meant(book, change)))
                .handle((view, failure) -> action(failure));
    }

    private OrderChange meant(RefBook book, ApprovedReplace change) {
        Optional<Quantity> total = change.change().quantity();
        if (!is(Flaw.REPLACE_TAKES_QUANTITY_FOR_REST) || total.isEmpty()) {
            return change.change();
        }
        Quantity filled = book.find(change.venueOrderId().value(), "").orElseThrow().filled;
        return change.change().andQuantity(total.get().plus(filled));
    }

    // --- Questions -----------------------------------------------------------------------------------------------

    @Override
    public CompletionStage<List<VenueOrder>> openOrders() {
        broker.passLock();
        CompletableFuture<List<OrderView>> all = is(Flaw.OPEN_ORDERS_TRUNCATED)
                ? this.<OrderView>page("GET /orders", book -> RefVenue.page(book.open(), 0))
                        .thenApply(Page::items)
                : all("GET /orders", RefBook::open);
        return orElse(all, Flaw.ERROR_AS_EMPTY_LIST, List.of())
                .thenApply(views -> views.stream()
                        .filter(view -> !is(Flaw.ELSEWHERE_HIDDEN) || ours.contains(view.id()))
                        .map(this::shown)
                        .toList());
    }

    private <T> CompletableFuture<T> orElse(CompletableFuture<T> stage, Flaw flaw, T value) {
        return is(flaw) ? stage.exceptionally(failure -> value) : stage;
    }

    @SuppressWarnings("unchecked")
    private <T> CompletableFuture<Page<T>> page(String text, Function<RefBook, Page<T>> of) {
        return broker.send(RequestKind.QUERY, text, of::apply).thenApply(page -> (Page<T>) page);
    }

    /** All pages. */
    <T> CompletableFuture<List<T>> all(String text, Function<RefBook, List<T>> of) {
        return allFrom(text, of, 0, new ArrayList<>());
    }

    private <T> CompletableFuture<List<T>> allFrom(
            String text, Function<RefBook, List<T>> of, int from, List<T> before) {
        return this.<T>page(text + "?from=" + from, book -> RefVenue.page(of.apply(book), from))
                .thenCompose(page -> {
                    List<T> so = new ArrayList<>(before);
                    so.addAll(page.items());
                    return page.next() < 0 ? CompletableFuture.completedFuture(so) : allFrom(text, of, page.next(), so);
                });
    }

    @Override
    @SuppressWarnings("unchecked")
    public CompletionStage<Optional<VenueOrder>> order(OrderKey key) {
        String venueId = key.venueOrderId().map(VenueOrderId::value).orElse("");
        String clientId = key.clientOrderId().map(ClientOrderId::value).orElse("");
        CompletableFuture<Optional<VenueOrder>> found = broker.send(
                        RequestKind.QUERY,
                        "GET /orders/" + venueId + clientId,
                        book -> book.find(venueId, clientId).map(RefOrder::view))
                .thenApply(view -> ((Optional<OrderView>) view).map(this::shown))
                .thenApply(view -> {
                    if (view.isEmpty() && is(Flaw.NOT_FOUND_AS_FAILURE)) {
                        throw new Failure(Failure.Kind.NOT_FOUND, "404");
                    }
                    return view;
                });
        return orElse(found, Flaw.ERROR_AS_ABSENT, Optional.empty());
    }

    @Override
    public CompletionStage<List<Execution>> executionsSince(Instant watermark) {
        long from = io.fairlead.api.market.EpochNanos.of(watermark);
        Function<RefBook, List<Executed>> since = book -> book.executions().stream()
                .filter(executed -> executed.fill().timeNanos() >= from)
                .toList();
        CompletableFuture<List<Executed>> all = is(Flaw.EXECUTIONS_TRUNCATED)
                ? this.<Executed>page("GET /fills", book -> RefVenue.page(since.apply(book), 0))
                        .thenApply(Page::items)
                : all("GET /fills", since);
        return orElse(all, Flaw.EXECUTIONS_ERROR_AS_EMPTY, List.of())
                .thenApply(list -> list.stream()
                        .map(executed -> new Execution(
                                key(executed.orderId(), executed.clientId()), fill(executed, is(Flaw.LIST_IDS_DIFFER))))
                        .toList());
    }

    // --- Reading -------------------------------------------------------------------------------------------------

    private OrderKey key(OrderView view) {
        return key(view.id(), view.clientId());
    }

    private OrderKey key(String id, Optional<String> clientId) {
        VenueOrderId venueId = new VenueOrderId(id);
        Optional<ClientOrderId> ours = clientId.map(ClientOrderId::new).or(() -> Optional.ofNullable(lateIds.get(id)));
        return ours.map(known -> OrderKey.of(known, venueId)).orElseGet(() -> OrderKey.of(venueId));
    }

    private VenueOrder shown(OrderView view) {
        OrderRequest request = view.request();
        long slip = is(Flaw.TIME_ZONE_SLIP) ? Duration.ofHours(1).toNanos() : 0;
        return new VenueOrder(
                key(view),
                request.instrument(),
                request.side(),
                request.quantity(),
                view.filled(),
                request.type(),
                request.limitPrice(),
                request.triggerPrice(),
                request.timeInForce(),
                view.lifecycle(),
                view.createdNanos() + slip);
    }

    private Fill fill(Executed executed, boolean otherId) {
        Fill fill = executed.fill();
        return new Fill(
                otherId ? "L" + fill.executionId() : fill.executionId(),
                fill.instrument(),
                is(Flaw.SALE_FILLED_AS_PURCHASE) ? io.fairlead.api.order.Side.BUY : fill.side(),
                is(Flaw.CUMULATIVE_AS_INCREMENT) ? executed.cumulative() : fill.quantity(),
                is(Flaw.PRICE_AS_DOUBLE)
                        ? Price.of(BigDecimal.valueOf(fill.price().toDouble()))
                        : fill.price(),
                fees(fill.fees()),
                liquidity(fill.liquidity()),
                is(Flaw.MILLIS_AS_NANOS) ? fill.timeNanos() / 1_000_000 : fill.timeNanos());
    }

    private List<Money> fees(List<Money> fees) {
        if (is(Flaw.FEE_SIGN)) {
            return fees.stream().map(Money::negated).toList();
        }
        return is(Flaw.FEE_CURRENCY)
                ? fees.stream()
                        .map(fee -> Money.of(fee.value(), io.fairlead.api.Currency.EUR))
                        .toList()
                : fees;
    }

    private Liquidity liquidity(Liquidity told) {
        if (!is(Flaw.MAKER_AND_TAKER_SWAPPED)) {
            return told;
        }
        return told == Liquidity.MAKER ? Liquidity.TAKER : Liquidity.MAKER;
    }

    // --- Stream --------------------------------------------------------------------------------------------------

    void onEvent(Event event) {
        if (event instanceof Event.Working e) {
            open.add(e.order().id());
            broker.report(new OrderReport.Working(key(e.order()), e.nanos()));
        } else if (event instanceof Event.Waiting e) {
            open.add(e.order().id());
            broker.report(new OrderReport.Suspended(key(e.order()), e.nanos(), "waits for its entry"));
        } else if (event instanceof Event.Execution e) {
            onExecution(e);
        } else if (event instanceof Event.Ended e) {
            onEnded(e.order(), e.nanos());
        } else if (event instanceof Event.Done e && !is(Flaw.NOTIONAL_NEVER_COMPLETED)) {
            broker.report(new OrderReport.Completed(key(e.order()), e.nanos()));
        } else if (event instanceof Event.Replaced e) {
            onReplaced(e);
        } else if (event instanceof Event.Busted e && !is(Flaw.BUST_IGNORED)) {
            broker.report(new OrderReport.Busted(key(e.order()), e.nanos(), e.executionId()));
        } else if (event instanceof Event.Corrected e) {
            broker.report(new OrderReport.Corrected(key(e.order()), e.nanos(), e.executionId(), e.now()));
        }
    }

    private void onExecution(Event.Execution event) {
        OrderView order = event.order();
        if (order.lifecycle().isEnd()) {
            open.remove(order.id());
        }
        boolean partial = !order.lifecycle().isEnd();
        boolean hidden = is(Flaw.ELSEWHERE_FILL_HIDDEN) && order.clientId().isEmpty();
        if ((is(Flaw.SWALLOWED_PARTIAL_FILL) && partial) || hidden) {
            return;
        }
        Fill fill = fill(event.executed(), false);
        if (is(Flaw.DUPLICATE_UNDER_NEW_ID)) {
            fill = renamed(fill, fill.executionId() + "-" + made.incrementAndGet());
        }
        told(key(order), fill);
        if (is(Flaw.FILL_FROM_ANSWER_TOO)) {
            told(key(order), renamed(fill, "answer-" + fill.executionId()));
        }
    }

    private static Fill renamed(Fill fill, String id) {
        return new Fill(
                id,
                fill.instrument(),
                fill.side(),
                fill.quantity(),
                fill.price(),
                fill.fees(),
                fill.liquidity(),
                fill.timeNanos());
    }

    private void told(OrderKey key, Fill fill) {
        reported.add(fill.executionId());
        broker.report(new OrderReport.Filled(key, fill.timeNanos(), fill));
    }

    private void onEnded(OrderView order, long nanos) {
        open.remove(order.id());
        if (is(Flaw.IOC_END_UNTOLD) && order.request().timeInForce() == TimeInForce.IOC) {
            return;
        }
        if (order.lifecycle() == Lifecycle.EXPIRED) {
            broker.report(new OrderReport.Expired(key(order), nanos, Optional.of(order.filled())));
        } else if (order.lifecycle() == Lifecycle.CANCELLED) {
            broker.report(new OrderReport.Cancelled(key(order), nanos, "", Optional.of(order.filled())));
        }
    }

    private void onReplaced(Event.Replaced event) {
        OrderView before = event.before();
        open.remove(before.id());
        open.add(event.now().id());
        ours.add(event.now().id());
        if (is(Flaw.REPLACE_TOLD_AS_CANCEL)) {
            broker.report(new OrderReport.Cancelled(key(before), event.nanos(), "replaced"));
        }
        OrderKey now = is(Flaw.REPLACE_KEEPS_OLD_ID) ? key(before) : key(event.now());
        broker.report(new OrderReport.Replaced(key(before), event.nanos(), now));
    }

    // --- Back-fill -----------------------------------------------------------------------------------------------

    /** Learns what is open; where told so, reports what was missed. */
    CompletableFuture<Void> backFill(boolean report) {
        if (is(Flaw.RESENT_AFTER_RECONNECT) && report) {
            unknown.ifPresent(this::repeat);
        }
        CompletableFuture<List<Executed>> executions = all("GET /fills", RefBook::executions);
        CompletableFuture<List<OrderView>> orders = all(
                "GET /orders/all",
                book -> book.orders().stream().map(RefOrder::view).toList());
        return executions.thenAcceptBoth(orders, (executed, views) -> {
            if (report) {
                executed.forEach(this::backFill);
                if (!is(Flaw.ENDS_NOT_BACK_FILLED)) {
                    views.stream()
                            .filter(view -> view.lifecycle().isEnd() && open.contains(view.id()))
                            .forEach(view -> onEnded(view, broker.now()));
                }
            } else if (!is(Flaw.NO_BACK_FILL)) {
                executed.forEach(one -> reported.add(one.fill().executionId()));
            }
            views.stream().filter(view -> !view.lifecycle().isEnd()).forEach(view -> open.add(view.id()));
        });
    }

    private void backFill(Executed executed) {
        Fill fill = fill(executed, false);
        if (is(Flaw.BACK_FILL_UNDER_NEW_IDS)) {
            told(key(executed.orderId(), executed.clientId()), renamed(fill, "B" + fill.executionId()));
        } else if (!reported.contains(fill.executionId())) {
            told(key(executed.orderId(), executed.clientId()), fill);
        }
    }

    @Override
    public String toString() {
        return "orders of " + broker;
    }
}
