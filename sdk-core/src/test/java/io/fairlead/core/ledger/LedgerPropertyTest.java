package io.fairlead.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random lives of an account, compared at every step with a second, plain reckoning. */
class LedgerPropertyTest {
    private static final Currency BNB = Currency.of("BNB");
    private static final List<Currency> CURRENCIES =
            List.of(Currency.USD, Currency.USDT, Currency.EUR, Currency.GBX, BNB);

    private static final List<Instrument> INSTRUMENTS = List.of(
            Instrument.equity(InstrumentId.of("AAPL", "US"), Currency.USD).build(),
            Instrument.cryptoSpot(InstrumentId.of("BTCUSDT", "BINANCE"), Currency.BTC, Currency.USDT)
                    .build(),
            Instrument.cryptoSpot(InstrumentId.of("ETHUSDT", "BINANCE"), Currency.ETH, Currency.USDT)
                    .lotStep(Quantity.of("0.000000000000000001"))
                    .build(),
            Instrument.builder(InstrumentId.of("ES", "XCME"), AssetClass.FUTURE, Currency.USD)
                    .tick("0.25")
                    .multiplier(Quantity.of(50))
                    .build(),
            Instrument.builder(InstrumentId.of("AAPL-C", "OPRA"), AssetClass.OPTION, Currency.USD)
                    .multiplier(Quantity.of(100))
                    .build(),
            Instrument.builder(InstrumentId.of("FDAX", "XEUR"), AssetClass.CFD, Currency.EUR)
                    .multiplier(Quantity.of("0.001"))
                    .build(),
            Instrument.equity(InstrumentId.of("VOD", "XLON"), Currency.GBX).build());

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldAgreeWithAPlainReckoningAtEveryStep(long seed) {
        Life life = new Life(seed);

        for (int step = 0; step < 60; step++) {
            life.step();

            life.assertSameAsNaive("seed " + seed + " step " + step);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldBeAsBeforeOnceEverythingIsReversed(long seed) {
        Life life = new Life(seed);
        for (int i = 0; i < 50; i++) {
            life.fill();
        }

        while (!life.booked.isEmpty()) {
            life.reverse();
        }

        life.assertSameAsNaive("seed " + seed);
        assertThat(life.ledger.equityE8()).as("seed " + seed).isEqualTo(life.startE8);
        assertThat(life.ledger.positions()).as("seed " + seed).allMatch(one -> one.isFlat());
    }

    /** An account and its shadow, moved by one seed. */
    private static final class Life {
        private final SplittableRandom random;
        private final List<Money> cash = List.of(
                Money.of("100000", Currency.USD), Money.of("50000.123456789", Currency.USDT), Money.of("1", BNB));
        private final Ledger ledger = new Ledger(AccountId.of("sim", "1"), Currency.USD, cash);
        private final NaiveAccount naive = new NaiveAccount(INSTRUMENTS, cash);
        private final List<PositionBook> books = new ArrayList<>();
        private final List<Fill> booked = new ArrayList<>();
        private final List<PositionBook> bookOf = new ArrayList<>();
        private final long startE8;
        private int executions;

        Life(long seed) {
            random = new SplittableRandom(seed);
            INSTRUMENTS.forEach(ledger::register);
            ledger.rate(Currency.USDT, new BigDecimal("0.9987"));
            ledger.rate(Currency.EUR, new BigDecimal("1.08451"));
            ledger.rate(Currency.GBP, new BigDecimal("1.27"));
            ledger.rate(BNB, new BigDecimal("612.3"));
            for (int i = 0; i < 3; i++) {
                books.add(ledger.newBook());
            }
            startE8 = ledger.equityE8();
        }

        void step() {
            int dice = random.nextInt(10);
            if (dice == 0 && !booked.isEmpty()) {
                reverse();
            } else if (dice == 1 && !booked.isEmpty()) {
                correct();
            } else if (dice < 4) {
                mark();
            } else {
                fill();
            }
        }

        void fill() {
            int index = random.nextInt(INSTRUMENTS.size());
            Fill fill = randomFill(index);
            PositionBook book = books.get(random.nextInt(books.size()));
            ledger.book(index, fill);
            book.book(index, fill);
            naive.fills.add(fill);
            booked.add(fill);
            bookOf.add(book);
        }

        void reverse() {
            int which = random.nextInt(booked.size());
            Fill fill = booked.remove(which);
            int index = indexOf(fill);
            ledger.reverse(index, fill);
            bookOf.remove(which).reverse(index, fill);
            naive.fills.remove(fill);
        }

        void correct() {
            int which = random.nextInt(booked.size());
            Fill wrong = booked.get(which);
            int index = indexOf(wrong);
            Fill right = randomFill(index);
            ledger.correct(index, wrong, right);
            bookOf.get(which).correct(index, wrong, right);
            naive.fills.set(naive.fills.indexOf(wrong), right);
            booked.set(which, right);
        }

        private int indexOf(Fill fill) {
            for (int i = 0; i < INSTRUMENTS.size(); i++) {
                if (INSTRUMENTS.get(i).id().equals(fill.instrument())) {
                    return i;
                }
            }
            throw new AssertionError(fill);
        }

        void mark() {
            int index = random.nextInt(INSTRUMENTS.size());
            Instrument rules = INSTRUMENTS.get(index);
            long scaled = randomPrice()
                    .value()
                    .setScale(rules.priceScale(), RoundingMode.DOWN)
                    .unscaledValue()
                    .longValue();
            ledger.mark(index, scaled);
            naive.marks.put(rules.id(), BigDecimal.valueOf(scaled, rules.priceScale()));
        }

        private Fill randomFill(int index) {
            Instrument rules = INSTRUMENTS.get(index);
            Quantity quantity = randomQuantity(rules);
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            return new Fill(
                    "x" + executions++,
                    rules.id(),
                    side,
                    quantity,
                    randomPrice(),
                    randomFees(rules, quantity),
                    Liquidity.UNKNOWN,
                    executions);
        }

        private Quantity randomQuantity(Instrument rules) {
            int dice = random.nextInt(12);
            if (dice == 0 && rules.baseCurrency().isPresent()) {
                return Quantity.of(new BigDecimal(random.nextLong(1, Long.MAX_VALUE)).movePointLeft(18)); // 18 decimals
            }
            if (dice == 1) {
                return Quantity.of(
                        new BigDecimal(random.nextLong(1, Long.MAX_VALUE)).movePointLeft(20)); // finer than any scale
            }
            if (dice == 2) {
                BigDecimal held = naive.held(rules.id()).quantity.abs(); // closes exactly, on one side
                return held.signum() == 0 ? Quantity.of(1) : Quantity.of(held);
            }
            return rules.baseCurrency().isPresent()
                    ? Quantity.ofScaled(random.nextLong(1, 500_000_000_000L), 8)
                    : Quantity.of(random.nextInt(1, 400));
        }

        private Price randomPrice() {
            return switch (random.nextInt(8)) {
                case 0 -> Price.ofScaled(random.nextLong(1, 1_000_000_000_000L), 10); // sub-penny
                case 1 -> Price.ofScaled(-random.nextLong(1, 5000), 2);
                case 2 -> Price.of(new BigDecimal(random.nextLong(1, Long.MAX_VALUE)).movePointLeft(19));
                case 3 -> Price.of(random.nextLong(1, 70_000));
                default -> Price.ofScaled(random.nextLong(1, 7_000_000), 2);
            };
        }

        private List<Money> randomFees(Instrument rules, Quantity quantity) {
            List<Money> fees = new ArrayList<>();
            int dice = random.nextInt(6);
            if (dice == 0) {
                fees.add(Money.of(BigDecimal.valueOf(random.nextLong(-200, 1000), 5), BNB));
            }
            if (dice <= 2) {
                fees.add(Money.of(
                        BigDecimal.valueOf(random.nextLong(-200, 1000), dice == 1 ? 11 : 2), rules.quoteCurrency()));
            }
            if (dice >= 3 && dice <= 4 && rules.baseCurrency().isPresent()) {
                BigDecimal fee = quantity.value().movePointLeft(3);
                fees.add(Money.of(
                        dice == 3 ? fee.setScale(8, RoundingMode.HALF_UP) : fee,
                        rules.baseCurrency().get()));
            }
            return fees;
        }

        void assertSameAsNaive(String when) {
            for (Currency currency : CURRENCIES) {
                BigDecimal worth = BigDecimal.ZERO;
                for (Instrument rules : INSTRUMENTS) {
                    if (rules.quoteCurrency().equals(currency)) {
                        worth = worth.add(naive.worth(rules.id()));
                    }
                }
                String where = when + " " + currency;
                assertExact(where + " cash", ledger.cash(currency).value(), naive.cash(currency));
                assertExact(where + " fees", ledger.fees(currency).value(), naive.fees(currency));
                assertExact(
                        where + " identity",
                        ledger.cash(currency).value().add(worth),
                        ledger.paidIn(currency)
                                .plus(ledger.realizedPnl(currency))
                                .plus(ledger.unrealizedPnl(currency))
                                .minus(ledger.fees(currency))
                                .value());
            }
            for (int i = 0; i < INSTRUMENTS.size(); i++) {
                assertSamePosition(when, i);
            }
            BigDecimal exact = ledger.equity().value();
            BigDecimal quick = BigDecimal.valueOf(ledger.equityE8(), 8);
            assertThat(exact.subtract(quick)).as(when).isBetween(BigDecimal.ZERO, new BigDecimal("0.0000002"));
            assertThat(grossExposure()
                            .subtract(BigDecimal.valueOf(ledger.grossExposureE8(), 8))
                            .abs())
                    .as(when + " gross exposure")
                    .isLessThan(new BigDecimal("0.0000002"));
        }

        private BigDecimal grossExposure() {
            BigDecimal sum = BigDecimal.ZERO;
            for (Instrument rules : INSTRUMENTS) {
                BigDecimal rate = ledger.rateToBase(rules.quoteCurrency()).orElseThrow();
                sum = sum.add(naive.marketValue(rules.id()).abs().multiply(rate));
            }
            return sum;
        }

        private void assertSamePosition(String when, int index) {
            NaiveAccount.Held held = naive.held(INSTRUMENTS.get(index).id());
            Holding holding = (Holding) ledger.position(index);
            String where = when + " " + holding.instrument();
            assertExact(where + " quantity", holding.signedQuantity().value(), held.quantity);
            assertExact(where + " cost", holding.cost().value(), held.cost);
            assertExact(where + " realized", holding.realized().value(), held.realized);
            BigDecimal parts = BigDecimal.ZERO;
            for (PositionBook book : books) {
                parts = parts.add(
                        ((Holding) book.position(index)).signedQuantity().value());
            }
            assertExact(where + " sub-books", parts, held.quantity);
        }

        private static void assertExact(String what, BigDecimal actual, BigDecimal expected) {
            assertThat(actual).as(what).isEqualByComparingTo(expected);
        }
    }
}
