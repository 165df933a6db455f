package io.fairlead.core.journal;

import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.OptionRight;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.risk.TradingState;
import io.fairlead.core.journal.JournalRecord.Action;
import io.fairlead.core.journal.JournalRecord.Recording;
import io.fairlead.spi.ConnectionEvent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that stand for the constants of an enum: their places in the list here, from 1 on. A list only ever grows at its end, so
 * an enum may be put in another order and its constants renamed, which neither ordinals nor names would outlive. A constant that is
 * not in the list stops the class from loading, and so every test.
 */
final class Codes<E extends Enum<E>> {
    static final Codes<Side> SIDE = new Codes<>(Side.class, List.of(Side.BUY, Side.SELL));
    static final Codes<OrderType> ORDER_TYPE = new Codes<>(
            OrderType.class,
            List.of(
                    OrderType.MARKET,
                    OrderType.LIMIT,
                    OrderType.STOP,
                    OrderType.STOP_LIMIT,
                    OrderType.TRAILING_STOP,
                    OrderType.MARKET_ON_OPEN,
                    OrderType.LIMIT_ON_OPEN,
                    OrderType.MARKET_ON_CLOSE,
                    OrderType.LIMIT_ON_CLOSE,
                    OrderType.MARKET_IF_TOUCHED,
                    OrderType.LIMIT_IF_TOUCHED));
    static final Codes<TimeInForce> TIME_IN_FORCE = new Codes<>(
            TimeInForce.class,
            List.of(
                    TimeInForce.DAY,
                    TimeInForce.GTC,
                    TimeInForce.GTD,
                    TimeInForce.IOC,
                    TimeInForce.FOK,
                    TimeInForce.OPG,
                    TimeInForce.CLS));
    static final Codes<Liquidity> LIQUIDITY =
            new Codes<>(Liquidity.class, List.of(Liquidity.MAKER, Liquidity.TAKER, Liquidity.UNKNOWN));
    static final Codes<Contingency> CONTINGENCY = new Codes<>(
            Contingency.class, List.of(Contingency.NONE, Contingency.OCO, Contingency.OTO, Contingency.BRACKET));
    static final Codes<GroupHandling> HANDLING = new Codes<>(
            GroupHandling.class, List.of(GroupHandling.SINGLE, GroupHandling.NATIVE, GroupHandling.EMULATED));
    static final Codes<Lifecycle> LIFECYCLE = new Codes<>(
            Lifecycle.class,
            List.of(
                    Lifecycle.PENDING_NEW,
                    Lifecycle.NEW,
                    Lifecycle.SUSPENDED,
                    Lifecycle.TRIGGERED,
                    Lifecycle.DENIED,
                    Lifecycle.REJECTED,
                    Lifecycle.FILLED,
                    Lifecycle.CANCELLED,
                    Lifecycle.EXPIRED));
    static final Codes<AssetClass> ASSET_CLASS = new Codes<>(
            AssetClass.class,
            List.of(
                    AssetClass.EQUITY,
                    AssetClass.ETF,
                    AssetClass.CRYPTO_SPOT,
                    AssetClass.FX,
                    AssetClass.OPTION,
                    AssetClass.FUTURE,
                    AssetClass.CFD,
                    AssetClass.PERPETUAL));
    static final Codes<OptionRight> OPTION_RIGHT =
            new Codes<>(OptionRight.class, List.of(OptionRight.CALL, OptionRight.PUT));
    static final Codes<BarInterval.Unit> INTERVAL_UNIT = new Codes<>(
            BarInterval.Unit.class,
            List.of(
                    BarInterval.Unit.SECOND,
                    BarInterval.Unit.MINUTE,
                    BarInterval.Unit.HOUR,
                    BarInterval.Unit.DAY,
                    BarInterval.Unit.WEEK));
    static final Codes<Trade.Aggressor> AGGRESSOR = new Codes<>(
            Trade.Aggressor.class, List.of(Trade.Aggressor.BUYER, Trade.Aggressor.SELLER, Trade.Aggressor.UNKNOWN));
    static final Codes<TradingState> TRADING_STATE = new Codes<>(
            TradingState.class, List.of(TradingState.ACTIVE, TradingState.REDUCE_ONLY, TradingState.HALTED));
    static final Codes<ConnectionEvent.State> CONNECTION = new Codes<>(
            ConnectionEvent.State.class,
            List.of(ConnectionEvent.State.UP, ConnectionEvent.State.DOWN, ConnectionEvent.State.CLOSED));
    static final Codes<Action> ACTION = new Codes<>(Action.class, List.of(Action.CANCEL, Action.REPLACE));
    static final Codes<Recording> RECORDING =
            new Codes<>(Recording.class, List.of(Recording.ALL, Recording.ORDERS_ONLY));

    private final String what;
    private final List<E> constants;
    private final Map<E, Integer> codes;

    private Codes(Class<E> type, List<E> constants) {
        this.what = type.getSimpleName();
        this.constants = constants;
        this.codes = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            int place = constants.indexOf(constant);
            if (place < 0 || constants.lastIndexOf(constant) != place) {
                throw new IllegalStateException(constant + " of " + type.getName() + " needs one code in the journal");
            }
            codes.put(constant, place + 1);
        }
    }

    int of(E constant) {
        return Objects.requireNonNull(codes.get(constant), what);
    }

    @Nullable
    E at(int code) {
        return code >= 1 && code <= constants.size() ? constants.get(code - 1) : null;
    }

    String what() {
        return what;
    }
}
