package io.fairlead.core.journal;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Contract;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.TickTable;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.ExitPrice;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.Trail;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.calendar.Calendars;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.NativeGroups;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.ReplaceSupport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Records with any values in them, made from their components by reflection: a component that is added to a record is filled too, and
 * a round trip that forgets it fails.
 */
final class RandomRecords {
    private final SplittableRandom random;
    private final Map<Class<?>, Supplier<?>> makers = new HashMap<>();
    private final Map<Class<?>, Object> forced = new HashMap<>();

    /** Every type met that has cases, with its cases: enums and sealed interfaces. */
    private final Map<Class<?>, List<Object>> choices = new LinkedHashMap<>();

    RandomRecords(long seed) {
        random = new SplittableRandom(seed);
        makers.put(int.class, this::anyInt);
        makers.put(long.class, this::anyLong);
        makers.put(Long.class, this::anyLong);
        makers.put(double.class, this::anyDouble);
        makers.put(boolean.class, random::nextBoolean);
        makers.put(String.class, this::text);
        makers.put(BigDecimal.class, this::decimal);
        makers.put(Price.class, () -> Price.of(decimal()));
        makers.put(Quantity.class, () -> Quantity.of(decimal().abs()));
        makers.put(Money.class, () -> Money.of(decimal(), currency()));
        makers.put(Currency.class, this::currency);
        makers.put(AccountId.class, () -> AccountId.of("venue" + text(), "no" + text()));
        makers.put(InstrumentId.class, this::instrumentId);
        makers.put(Instrument.class, this::instrument);
        makers.put(OrderId.class, () -> new OrderId(1 + (anyLong() >>> 1) / 2));
        makers.put(ClientOrderId.class, this::clientOrderId);
        makers.put(VenueOrderId.class, () -> new VenueOrderId("v" + text()));
        makers.put(OrderKey.class, this::key);
        makers.put(OrderRequest.class, this::request);
        makers.put(OrderChange.class, this::change);
        makers.put(Denial.class, () -> new Denial("LIMIT_" + "X".repeat(1 + random.nextInt(30)), text(), text()));
        makers.put(BarInterval.class, this::interval);
        makers.put(Capabilities.class, this::capabilities);
        makers.put(LocalDate.class, () -> LocalDate.ofEpochDay(random.nextInt(-100_000, 100_000)));
        makers.put(
                Instant.class,
                () -> Instant.ofEpochSecond(random.nextLong(-1L << 33, 1L << 35), random.nextInt(1_000_000_000)));
    }

    /** All kinds of records. */
    static List<Class<? extends JournalRecord>> types() {
        return Arrays.stream(JournalRecord.class.getPermittedSubclasses())
                .<Class<? extends JournalRecord>>map(type -> type.asSubclass(JournalRecord.class))
                .toList();
    }

    JournalRecord next(Class<? extends JournalRecord> type) {
        return (JournalRecord) value(type);
    }

    /** At least one record of each kind for every case that any value in any record may take. */
    List<JournalRecord> everyCase() {
        for (int i = 0; i < 50; i++) {
            types().forEach(this::next);
        }
        List<JournalRecord> records = new ArrayList<>();
        Map.copyOf(choices)
                .forEach((type, cases) -> cases.forEach(choice -> {
                    forced.put(type, choice);
                    types().forEach(record -> records.add(next(record)));
                    forced.remove(type);
                }));
        return records;
    }

    Map<Class<?>, List<Object>> choices() {
        return choices;
    }

    // ---- by reflection

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        Class<?> plain = (Class<?>) type;
        Supplier<?> maker = makers.get(plain);
        if (maker != null) {
            return maker.get();
        }
        if (plain.isEnum() || plain.isSealed()) {
            return chosen(plain);
        }
        if (plain.isRecord()) {
            return record(plain);
        }
        throw new AssertionError("no random values of " + type);
    }

    private Capabilities capabilities() {
        Capabilities.Builder can = Capabilities.builder()
                .replace((ReplaceSupport) value(ReplaceSupport.class))
                .clientIds((IdempotencyClass) value(IdempotencyClass.class), ClientIdRule.text(1 + random.nextInt(36)));
        for (int i = 0; i < 3; i++) {
            can.assetClasses((AssetClass) value(AssetClass.class))
                    .order((OrderType) value(OrderType.class), (TimeInForce) value(TimeInForce.class))
                    .nativeGroups(NativeGroups.of(random.nextBoolean() ? Contingency.OCO : Contingency.BRACKET)
                            .entries((OrderType) value(OrderType.class))
                            .terms((NativeGroups.Term) value(NativeGroups.Term.class)))
                    .features((Capabilities.Feature) value(Capabilities.Feature.class))
                    .historyIntervals(interval());
        }
        return random.nextBoolean()
                ? can.build()
                : can.absenceProof(Duration.ofNanos(anyLong())).build();
    }

    private Object generic(ParameterizedType type) {
        Type[] of = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return random.nextBoolean() ? Optional.of(value(of[0])) : Optional.empty();
        }
        int size = random.nextInt(4);
        if (type.getRawType() == List.class) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(value(of[0]));
            }
            return List.copyOf(list);
        }
        if (type.getRawType() == SortedMap.class) {
            SortedMap<Object, Object> map = new TreeMap<>();
            for (int i = 0; i < size; i++) {
                map.put(value(of[0]), value(of[1]));
            }
            return map;
        }
        throw new AssertionError("no random values of " + type);
    }

    private Object chosen(Class<?> type) {
        List<Object> cases = choices.computeIfAbsent(
                type, key -> List.of(key.isEnum() ? key.getEnumConstants() : key.getPermittedSubclasses()));
        Object choice = forced.getOrDefault(type, cases.get(random.nextInt(cases.size())));
        return choice instanceof Class<?> permitted ? value(permitted) : choice;
    }

    private <E> E any(Class<E> type) {
        return type.cast(chosen(type));
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        for (int attempt = 0; ; attempt++) {
            Object[] values = Arrays.stream(components)
                    .map(component -> value(component.getGenericType()))
                    .toArray();
            try {
                var constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return constructor.newInstance(values);
            } catch (InvocationTargetException refused) {
                if (attempt == 100) {
                    throw new AssertionError("no values that fit " + type, refused);
                }
            } catch (ReflectiveOperationException broken) {
                throw new LinkageError(type.getName(), broken);
            }
        }
    }

    // ---- plain values

    private int anyInt() {
        return switch (random.nextInt(5)) {
            case 0 -> Integer.MAX_VALUE;
            case 1 -> Integer.MIN_VALUE;
            case 2 -> -1;
            default -> random.nextInt(1000);
        };
    }

    private long anyLong() {
        return switch (random.nextInt(6)) {
            case 0 -> Long.MAX_VALUE;
            case 1 -> Long.MIN_VALUE;
            case 2 -> 0;
            case 3 -> random.nextInt(300);
            default -> random.nextLong() >> random.nextInt(64);
        };
    }

    private double anyDouble() {
        return switch (random.nextInt(6)) {
            case 0 -> Double.NaN;
            case 1 -> -0.0;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> Double.MIN_VALUE;
            default -> random.nextDouble(1000);
        };
    }

    private BigDecimal decimal() {
        return switch (random.nextInt(6)) {
            case 0 -> BigDecimal.ZERO;
            case 1 -> BigDecimal.valueOf(Long.MIN_VALUE, random.nextInt(19));
            case 2 ->
                new BigDecimal(
                        new BigInteger("-9" + "876543210".repeat(1 + random.nextInt(5))), random.nextInt(-20, 60));
            case 3 -> new BigDecimal("1E+" + (1 + random.nextInt(30)));
            default -> BigDecimal.valueOf(random.nextInt(-100_000, 1_000_000), random.nextInt(6));
        };
    }

    private String text() {
        int length = switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> random.nextInt(400);
            default -> random.nextInt(20);
        };
        int alphabet = random.nextInt(4);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(
                    switch (alphabet) {
                        case 0 -> random.nextInt(0x80);
                        case 1 -> random.nextInt(0x20, 0x100);
                        case 2 -> random.nextInt(0x400, 0x2000);
                        default -> random.nextInt(0x1F300, 0x1F6FF);
                    });
        }
        return text.toString();
    }

    private String word(int longest) {
        String letters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789._-";
        StringBuilder word = new StringBuilder();
        int length = 1 + random.nextInt(longest);
        for (int i = 0; i < length; i++) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private Currency currency() {
        return random.nextInt(3) == 0 ? Currency.of(word(20)) : Currency.USD;
    }

    private ClientOrderId clientOrderId() {
        return new ClientOrderId(word(36));
    }

    private OrderKey key() {
        VenueOrderId venue = new VenueOrderId("v" + text());
        return switch (random.nextInt(3)) {
            case 0 -> OrderKey.of(clientOrderId());
            case 1 -> OrderKey.of(venue);
            default -> OrderKey.of(clientOrderId(), venue);
        };
    }

    private BarInterval interval() {
        BarInterval.Unit unit = any(BarInterval.Unit.class);
        return new BarInterval(unit, unit.compareTo(BarInterval.Unit.DAY) >= 0 ? 1 : 1 + random.nextInt(1_000_000));
    }

    // ---- instruments

    private InstrumentId instrumentId() {
        String symbol = random.nextInt(4) == 0 ? "Ω株€😀" + word(20) : word(64);
        String market = word(10);
        Contract contract = any(Contract.class);
        if (contract instanceof Contract.Future future) {
            return InstrumentId.future(symbol, market, future.expiry());
        }
        if (contract instanceof Contract.Option option) {
            return InstrumentId.option(symbol, market, option.expiry(), option.right(), option.strike());
        }
        return contract instanceof Contract.Spot
                ? InstrumentId.of(symbol, market)
                : InstrumentId.perpetual(symbol, market);
    }

    private Instrument instrument() {
        Currency quote = currency();
        Instrument.Builder rules = Instrument.builder(instrumentId(), any(AssetClass.class), quote)
                .multiplier(above0())
                .ticks(TickTable.banded(List.of(
                        new TickTable.Band(Price.of(-3), Price.of("0.0001")),
                        new TickTable.Band(Price.of(new BigDecimal("12345678901234567890123")), Price.of("0.01")))))
                .lotStep(Quantity.of("0.001"))
                .minQuantity(Quantity.of("0.5"))
                .scales(random.nextInt(19), random.nextInt(19))
                .calendar(calendar())
                .shortable(random.nextBoolean())
                .validFrom((Instant) value(Instant.class));
        if (random.nextBoolean()) {
            rules.baseCurrency(currency()).maxQuantity(above0()).minNotional(Money.of(decimal(), quote));
        }
        return rules.build();
    }

    private TradingCalendar calendar() {
        return switch (random.nextInt(3)) {
            case 0 -> TradingCalendar.alwaysOpen();
            case 1 -> Calendars.nyse();
            default -> new RecordedCalendar("XLON " + text(), ZoneId.of("Europe/London"));
        };
    }

    // ---- orders

    private Quantity above0() {
        return Quantity.of(decimal().abs().add(BigDecimal.ONE));
    }

    private Price price() {
        return Price.of(decimal());
    }

    private BigDecimal percent() {
        return new BigDecimal(1 + random.nextInt(9_000)).movePointLeft(2).setScale(random.nextInt(2, 40));
    }

    private OrderRequest request() {
        OrderRequest.Builder order = OrderRequest.of(instrumentId(), any(Side.class));
        OrderType type = any(OrderType.class);
        type(order, type);
        boolean plain = type.name().endsWith("_OPEN") || type.name().endsWith("_CLOSE");
        TimeInForce duration = any(TimeInForce.class);
        if (!plain && fits(duration, type)) {
            order.timeInForce(duration);
            if (duration == TimeInForce.GTD) {
                order.goodTill((Instant) value(Instant.class));
            }
        }
        if (random.nextBoolean()) {
            order.notional(Money.of(decimal().abs().add(BigDecimal.ONE), currency()));
        } else {
            Quantity quantity = above0();
            order.quantity(quantity);
            if (random.nextBoolean()) {
                order.displayQuantity(quantity);
            }
        }
        extras(order);
        if (random.nextBoolean() && type.hasLimitPrice() && (plain || duration == TimeInForce.GTC)) {
            order.postOnly();
        }
        if (random.nextBoolean()) {
            order.bracket(bracket());
        } else if (random.nextBoolean()) {
            order.reduceOnly();
        }
        return order.build();
    }

    private static boolean fits(TimeInForce duration, OrderType type) {
        return switch (duration) {
            case OPG, CLS -> false;
            case IOC, FOK -> type == OrderType.MARKET || type == OrderType.LIMIT;
            default -> true;
        };
    }

    private void extras(OrderRequest.Builder order) {
        if (random.nextBoolean()) {
            order.extendedHours();
        }
        if (random.nextBoolean()) {
            order.account((AccountId) value(AccountId.class)).clientOrderId(clientOrderId());
        }
        if (random.nextBoolean()) {
            order.tag(text()).decisionId(text());
        }
    }

    private void type(OrderRequest.Builder order, OrderType type) {
        switch (type) {
            case MARKET -> order.market();
            case LIMIT -> order.limit(price());
            case STOP -> order.stop(price());
            case STOP_LIMIT -> order.stopLimit(price(), price());
            case TRAILING_STOP -> order.trailingStop(trail());
            case MARKET_ON_OPEN -> order.marketOnOpen();
            case LIMIT_ON_OPEN -> order.limitOnOpen(price());
            case MARKET_ON_CLOSE -> order.marketOnClose();
            case LIMIT_ON_CLOSE -> order.limitOnClose(price());
            case MARKET_IF_TOUCHED -> order.marketIfTouched(price());
            case LIMIT_IF_TOUCHED -> order.limitIfTouched(price(), price());
        }
    }

    private Trail trail() {
        choices.putIfAbsent(Trail.class, List.of(Trail.Amount.class, Trail.Percent.class));
        Object which = forced.getOrDefault(Trail.class, choices.get(Trail.class).get(random.nextInt(2)));
        return which == Trail.Amount.class
                ? new Trail.Amount(Price.of(above0().value()))
                : new Trail.Percent(percent());
    }

    private ExitPrice exit() {
        List<Object> cases = List.of(ExitPrice.At.class, ExitPrice.Offset.class, ExitPrice.Percent.class);
        choices.putIfAbsent(ExitPrice.class, cases);
        Object which = forced.getOrDefault(ExitPrice.class, cases.get(random.nextInt(3)));
        if (which == ExitPrice.At.class) {
            return new ExitPrice.At(price());
        }
        return which == ExitPrice.Offset.class
                ? new ExitPrice.Offset(Price.of(above0().value()))
                : new ExitPrice.Percent(percent());
    }

    private Bracket bracket() {
        if (random.nextInt(3) == 0) {
            return Bracket.targetOnly(exit());
        }
        Bracket bracket = withStop(exit());
        ExitPrice target = exit();
        if (target instanceof ExitPrice.At at) {
            bracket = bracket.targetAt(at.price());
        } else if (target instanceof ExitPrice.Offset offset) {
            bracket = bracket.targetOffset(offset.distance());
        }
        return random.nextBoolean() ? bracket.exitsGoodFor(TimeInForce.DAY) : bracket;
    }

    private static Bracket withStop(ExitPrice stop) {
        if (stop instanceof ExitPrice.At at) {
            return Bracket.stopAt(at.price());
        }
        return stop instanceof ExitPrice.Offset offset
                ? Bracket.stopOffset(offset.distance())
                : Bracket.stopPercent(((ExitPrice.Percent) stop).percent());
    }

    private OrderChange change() {
        OrderChange change = switch (random.nextInt(3)) {
            case 0 -> OrderChange.toQuantity(above0());
            case 1 -> OrderChange.toLimit(price());
            default -> OrderChange.toTrigger(price());
        };
        change = random.nextBoolean() ? change.andLimit(price()) : change;
        return random.nextBoolean() ? change.andQuantity(above0()) : change;
    }
}
