package io.fairlead.examples.chaos;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.market.Quote;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** Asks for anything that can be asked for, at random, as long as it is let. */
final class ChaosStrategy implements Strategy {
    private final SplittableRandom chance;
    private final BooleanSupplier mayAct;
    private long lastPrice;

    ChaosStrategy(SplittableRandom chance, BooleanSupplier mayAct) {
        this.chance = chance;
        this.mayAct = mayAct;
    }

    @Override
    public String name() {
        return "chaos";
    }

    @Override
    public void onStart(StrategyContext context) {
        context.subscribeQuotes(ModelVenue.ID);
    }

    @Override
    public void onQuote(Quote quote, StrategyContext context) {
        lastPrice = quote.bidPrice().value().longValueExact();
        if (mayAct.getAsBoolean() && chance.nextInt(3) > 0) {
            act(context);
        }
    }

    private void act(StrategyContext context) {
        List<OrderTicket> open = context.openOrders();
        switch (chance.nextInt(9)) {
            case 0 -> context.submit(order().market().build());
            case 1, 2, 3 -> context.submit(order().limit(near()).build());
            case 4 -> context.submit(group());
            case 5, 6 -> {
                if (!open.isEmpty()) {
                    open.get(chance.nextInt(open.size())).cancel();
                }
            }
            case 7 -> {
                if (!open.isEmpty()) {
                    change(open.get(chance.nextInt(open.size())));
                }
            }
            default -> {
                if (chance.nextInt(3) == 0) {
                    context.flatten(ModelVenue.ID);
                }
            }
        }
    }

    private OrderRequest.Builder order() {
        return OrderRequest.of(ModelVenue.ID, chance.nextBoolean() ? Side.BUY : Side.SELL)
                .quantity(1 + chance.nextInt(20));
    }

    private Price near() {
        return Price.of(Math.max(1, lastPrice + chance.nextInt(13) - 6));
    }

    private OrderGroup group() {
        boolean buy = chance.nextBoolean();
        Side side = buy ? Side.BUY : Side.SELL;
        Side exit = buy ? Side.SELL : Side.BUY;
        Quantity size = Quantity.of(1 + chance.nextInt(20));
        long up = lastPrice + 2 + chance.nextInt(4);
        long down = Math.max(1, lastPrice - 2 - chance.nextInt(4));
        OrderRequest entry = OrderRequest.of(ModelVenue.ID, side)
                .quantity(size)
                .limit(near())
                .build();
        OrderRequest target = OrderRequest.of(ModelVenue.ID, exit)
                .quantity(size)
                .limit(Price.of(buy ? up : down))
                .build();
        OrderRequest stop = OrderRequest.of(ModelVenue.ID, exit)
                .quantity(size)
                .stop(Price.of(buy ? down : up))
                .build();
        return switch (chance.nextInt(3)) {
            case 0 -> OrderGroup.bracket(entry, target, stop);
            case 1 -> OrderGroup.oto(entry, stop);
            default -> OrderGroup.oco(target, stop);
        };
    }

    private void change(OrderTicket order) {
        OrderType type = order.request().type();
        if (type == OrderType.LIMIT) {
            order.replace(
                    chance.nextBoolean()
                            ? OrderChange.toLimit(near())
                            : OrderChange.toLimit(near()).andQuantity(Quantity.of(1 + chance.nextInt(25))));
        } else if (type == OrderType.STOP) {
            order.replace(OrderChange.toTrigger(near()));
        } else {
            order.cancel();
        }
    }
}
