package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import io.fairlead.support.ExactJson;
import io.fairlead.support.HttpOutcome.Answered;
import io.fairlead.support.QueryText;
import io.fairlead.support.RequestKind;
import io.fairlead.support.UnreadableAnswerException;
import io.fairlead.support.VenueCallException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Orders over {@code /v2/orders}. Each call creates or changes at most once; what is unknown stays unknown. */
final class AlpacaOrders implements OrderFacet {
    private final AlpacaRest rest;
    private final ApprovalVerifier approvals;
    private final AccountProof proof;
    private final OrderTracker tracker;
    private final OrderLookup lookup;
    private final Executions executions;
    private final Duration patience;

    AlpacaOrders(
            AlpacaRest rest,
            ApprovalVerifier approvals,
            AccountProof proof,
            OrderTracker tracker,
            OrderLookup lookup,
            Executions executions,
            Duration patience) {
        this.rest = rest;
        this.approvals = approvals;
        this.proof = proof;
        this.tracker = tracker;
        this.lookup = lookup;
        this.executions = executions;
        this.patience = patience;
    }

    // --- Submit ---------------------------------------------------------------------------------------------------

    @Override
    public CompletionStage<SubmitResult> submit(ApprovedOrder order) {
        Optional<Denial> denial = AlpacaOrderForm.denial(order).or(proof::denial);
        if (denial.isPresent()) {
            return CompletableFuture.completedFuture(new SubmitResult.Denied(order.clientOrderId(), denial.get()));
        }
        boolean group = !order.legs().isEmpty();
        if (group) {
            tracker.sending(order);
        }
        CompletionStage<SubmitResult> result = send(order);
        return group ? result.whenComplete((known, fault) -> groupSent(known)) : result;
    }

    private void groupSent(@Nullable SubmitResult result) {
        if (result instanceof SubmitResult.Rejected || result instanceof SubmitResult.Denied) {
            tracker.learnt(result.clientOrderId());
        }
        tracker.sent();
    }

    private CompletionStage<SubmitResult> send(ApprovedOrder order) {
        byte[] body = ExactJson.bytes(AlpacaOrderForm.body(order));
        return rest.send(rest.request(RequestKind.ORDER_WRITE, "POST", "/v2/orders")
                        .json(body)
                        .patience(patience)
                        .beforeFirstByte(() -> approvals.consume(order))
                        .build())
                .thenCompose(outcome -> {
                    if (outcome instanceof Answered answer && isDuplicate(answer)) {
                        return existing(order);
                    }
                    return CompletableFuture.completedFuture(
                            outcome.toSubmitResult(order.clientOrderId(), answer -> read(order, answer)));
                });
    }

    private SubmitResult read(ApprovedOrder order, Answered answer) {
        if (answer.isSuccess()) {
            AlpacaOrder placed = AlpacaOrder.from(ExactJson.read(answer.body()));
            if (!placed.clientId().equals(AlpacaOrderForm.venueClientId(order).value())) {
                throw new UnreadableAnswerException("field client_order_id is another order's");
            }
            return accepted(order, placed);
        }
        boolean proven = answer.status() == 429 || AlpacaRest.error(answer).isPresent();
        return proven
                ? new SubmitResult.Rejected(order.clientOrderId(), rest.words(answer))
                : new SubmitResult.Unknown(
                        order.clientOrderId(), "HTTP " + answer.status() + " not of the venue's own");
    }

    /** Two spellings of "this client order id was used before", which is for ever. */
    private static boolean isDuplicate(Answered answer) {
        if (answer.status() == 409) {
            return true;
        }
        return answer.status() == 422
                && AlpacaRest.error(answer)
                        .filter(error -> ExactJson.optionalText(error, "message")
                                .filter(text -> text.contains("client_order_id must be unique"))
                                .isPresent())
                        .isPresent();
    }

    /** The venue has an order of that id: an earlier send of this one, if all of it agrees. */
    private CompletionStage<SubmitResult> existing(ApprovedOrder order) {
        ClientOrderId id = order.clientOrderId();
        String another = "client_order_id must be unique: it is another order's";
        if (tracker.isAnswered(id)) {
            return CompletableFuture.completedFuture(new SubmitResult.Rejected(id, another));
        }
        return lookup.byClientId(AlpacaOrderForm.venueClientId(order))
                .<SubmitResult>thenApply(found -> {
                    if (found.isEmpty()) {
                        return new SubmitResult.Unknown(id, "the id was used before, but no order of it is shown");
                    }
                    return agrees(order, found.get())
                            ? accepted(order, found.get())
                            : new SubmitResult.Rejected(id, another);
                })
                .exceptionally(fault -> new SubmitResult.Unknown(id, "the id was used before; " + described(fault)));
    }

    private static boolean agrees(ApprovedOrder order, AlpacaOrder found) {
        OrderRequest request = order.legs().isEmpty()
                ? order.request()
                : AlpacaOrderForm.parts(order).orElseThrow().parent();
        return found.instrument().equals(request.instrument())
                && found.side() == request.side()
                && found.type() == request.type()
                && found.quantity().equals(request.quantity())
                && found.timeInForce() == request.timeInForce()
                && found.limit().equals(request.limitPrice());
    }

    private SubmitResult accepted(ApprovedOrder order, AlpacaOrder placed) {
        if (order.legs().isEmpty()) {
            tracker.name(placed.id(), order.clientOrderId());
            tracker.answered(placed.id());
            tracker.see(placed);
            return new SubmitResult.Accepted(order.clientOrderId(), placed.id(), List.of());
        }
        return new GroupNames(tracker, order, placed).accepted();
    }

    // --- Replace and cancel ---------------------------------------------------------------------------------------

    @Override
    public CompletionStage<ActionResult> replace(ApprovedReplace change) {
        Optional<Denial> unproven = proof.denial();
        if (unproven.isPresent()) {
            return refused("not sent: " + unproven.get().detail());
        }
        VenueOrderId id = change.venueOrderId();
        Optional<Quantity> filled = tracker.filled(id);
        if (filled.isPresent()) {
            return patch(change, filled.get());
        }
        return lookup.byId(id)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.<ActionResult>completedFuture(
                                new ActionResult.Refused("the venue does not know the order"))
                        : patch(change, seen(found.get()).filled()))
                .exceptionally(fault -> new ActionResult.Refused("not sent: " + described(fault)));
    }

    private AlpacaOrder seen(AlpacaOrder order) {
        tracker.see(order);
        return order;
    }

    /**
     * The new order begins without fills, so that its quantity is the rest: never can more trade than the total that was approved,
     * whichever way the venue counts.
     */
    private CompletionStage<ActionResult> patch(ApprovedReplace change, Quantity filled) {
        ObjectNode body = ExactJson.object();
        Optional<Quantity> total = change.changed().quantity();
        if (total.isEmpty()) {
            return refused("orders by notional cannot be changed");
        }
        if (total.get().compareTo(filled) <= 0) {
            return refused("the new quantity is not above what has filled: " + filled);
        }
        if (change.change().quantity().isPresent() || !filled.isZero()) {
            body.put("qty", total.get().minus(filled).toString());
        }
        change.change().limitPrice().ifPresent(price -> body.put("limit_price", price.toString()));
        change.change().triggerPrice().ifPresent(price -> body.put("stop_price", price.toString()));
        body.put("client_order_id", change.next().value());
        String path = "/v2/orders/" + QueryText.encode(change.venueOrderId().value());
        return rest.send(rest.request(RequestKind.ORDER_WRITE, "PATCH", path)
                        .json(ExactJson.bytes(body))
                        .patience(patience)
                        .beforeFirstByte(() -> {
                            approvals.consume(change);
                            tracker.changing(change.venueOrderId(), change.next());
                        })
                        .build())
                .thenApply(outcome -> outcome.toActionResult(answer -> replaced(change, answer)));
    }

    private ActionResult replaced(ApprovedReplace change, Answered answer) {
        if (answer.isSuccess()) {
            AlpacaOrder next = AlpacaOrder.from(ExactJson.read(answer.body()));
            tracker.name(next.id(), change.next());
            return new ActionResult.Taken();
        }
        return refusal(answer)
                .map(text -> {
                    tracker.unchanged(change.venueOrderId());
                    return (ActionResult) new ActionResult.Refused(text);
                })
                .orElseGet(() -> new ActionResult.Unknown("HTTP " + answer.status() + " not of the venue's own"));
    }

    @Override
    public CompletionStage<ActionResult> cancel(OrderKey order) {
        Optional<VenueOrderId> known = tracker.venueId(order);
        if (known.isPresent()) {
            return delete(known.get());
        }
        return lookup.find(order)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.<ActionResult>completedFuture(
                                new ActionResult.Refused("the venue does not know the order"))
                        : delete(found.get().id()))
                .exceptionally(fault -> new ActionResult.Refused("not sent: " + described(fault)));
    }

    private CompletionStage<ActionResult> delete(VenueOrderId id) {
        String path = "/v2/orders/" + QueryText.encode(id.value());
        return rest.send(rest.request(RequestKind.CANCEL, "DELETE", path)
                        .patience(Duration.ofMinutes(1))
                        .build())
                .thenApply(outcome -> outcome.toActionResult(answer -> answer.isSuccess()
                        ? new ActionResult.Taken()
                        : refusal(answer)
                                .<ActionResult>map(ActionResult.Refused::new)
                                .orElseGet(() -> new ActionResult.Unknown(
                                        "HTTP " + answer.status() + " not of the venue's own"))));
    }

    /** The venue's own refusal; empty for an answer that somebody else gave, or that proves nothing. */
    private Optional<String> refusal(Answered answer) {
        boolean proven = answer.status() == 429 || AlpacaRest.error(answer).isPresent();
        return proven ? Optional.of(rest.words(answer)) : Optional.empty();
    }

    private static CompletionStage<ActionResult> refused(String why) {
        return CompletableFuture.completedFuture(new ActionResult.Refused(why));
    }

    static String described(Throwable fault) {
        Throwable cause = fault.getCause() != null ? fault.getCause() : fault;
        return cause instanceof VenueCallException || cause instanceof UnreadableAnswerException
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getSimpleName();
    }

    // --- Looking up -----------------------------------------------------------------------------------------------

    @Override
    public CompletionStage<List<VenueOrder>> openOrders() {
        return lookup.open()
                .thenApply(orders -> orders.stream().map(this::shown).toList());
    }

    @Override
    public CompletionStage<Optional<VenueOrder>> order(OrderKey key) {
        return lookup.newest(key).thenApply(found -> found.map(this::shown));
    }

    @Override
    public CompletionStage<Optional<VenueOrder>> orderOfGroup(
            OrderKey key, List<ClientOrderId> group, OrderRequest asked) {
        return lookup.ofGroup(key, group, asked).thenApply(found -> found.map(this::shown));
    }

    private VenueOrder shown(AlpacaOrder order) {
        return order.toVenueOrder(tracker.see(order));
    }

    @Override
    public CompletionStage<List<Execution>> executionsSince(Instant watermark) {
        return executions.since(watermark);
    }
}
