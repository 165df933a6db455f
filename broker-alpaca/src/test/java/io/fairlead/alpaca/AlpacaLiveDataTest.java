package io.fairlead.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Depth;
import io.fairlead.api.order.Side;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.support.ExactJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Bars as they end and as they are revised, and order books of crypto. */
class AlpacaLiveDataTest {
    private static final InstrumentId AAPL = InstrumentId.of("AAPL", "US");
    private static final InstrumentId BITCOIN = InstrumentId.of("BTC/USD", "ALPACA");

    /** Writes down what it is told. */
    private static final class Tape implements MarketDataFacet.Listener {
        final BlockingQueue<Bar> ended = new LinkedBlockingQueue<>();
        final BlockingQueue<Bar> revised = new LinkedBlockingQueue<>();
        final BlockingQueue<Depth> books = new LinkedBlockingQueue<>();
        final BlockingQueue<String> gaps = new LinkedBlockingQueue<>();

        @Override
        public void onBar(Bar bar) {
            ended.add(bar);
        }

        @Override
        public void onBarRevised(Bar bar) {
            revised.add(bar);
        }

        @Override
        public void onDepth(Depth depth) {
            books.add(depth);
        }

        @Override
        public void onGap(InstrumentId instrument, String detail) {
            gaps.add(detail);
        }
    }

    @Nested
    class AtTheVenue {
        private final Desk desk = Desk.open();
        private final Tape tape = new Tape();
        private final MarketDataFacet data = desk.broker.marketData().orElseThrow();

        @AfterEach
        void close() {
            desk.close();
        }

        private void minute(String first, String last) {
            desk.fake.trade("AAPL", first, "10");
            desk.fake.trade("AAPL", last, "5");
            desk.advance(Duration.ofMinutes(1));
            desk.fake.trade("AAPL", last, "1");
        }

        @Test
        void shouldDeliverMinutesAsTheyEnd() {
            try (var subscription = data.bars(AAPL, BarInterval.ofMinutes(1), tape)) {
                assertThat(subscription).isNotNull();
                Bar bar = desk.untilSeen(tape.ended, () -> minute("231.25", "231.05"));

                assertThat(bar.instrument()).isEqualTo(AAPL);
                assertThat(bar.end()).isEqualTo(bar.start().plusSeconds(60)).isBefore(desk.time.now());
                assertThat(bar.start().getEpochSecond() % 60).isZero();
                assertThat(List.of(bar.high(), bar.low(), bar.close())).containsExactly(231.25, 231.05, 231.05);
                assertThat(bar.volume()).isGreaterThanOrEqualTo(15);
                assertThat(tape.revised).isEmpty();
            }
        }

        @Test
        void shouldTellOfARevisedMinuteAsSuchAndNotAsAnother() {
            try (var subscription = data.bars(AAPL, BarInterval.ofMinutes(1), tape)) {
                assertThat(subscription).isNotNull();
                Bar bar = desk.untilSeen(tape.ended, () -> minute("231.25", "231.05"));
                tape.ended.clear();

                desk.fake.lateTrade("AAPL", "231.75", "100", bar.start().plusSeconds(30));

                Bar revised = desk.await(tape.revised);
                assertThat(revised.startNanos()).isEqualTo(bar.startNanos());
                assertThat(revised.high()).isEqualTo(231.75);
                assertThat(revised.volume()).isEqualTo(bar.volume() + 100);
                assertThat(tape.ended).isEmpty();
            }
        }

        @Test
        void shouldKeepTheBookOfAPairToItsLevels() {
            try (var subscription = data.depth(BITCOIN, 2, tape)) {
                assertThat(subscription).isNotNull();
                desk.untilSeen(tape.books, () -> {});
                desk.fake.quote("BTC/USD", "91240.5", "0.3", "91250.25", "0.7");

                Depth book = desk.await(tape.books);
                assertThat(book.instrument()).isEqualTo(BITCOIN);
                assertThat(shown(book)).isEqualTo("91240.5x0.3 91240.4x0.3 | 91250.25x0.7 91250.35x0.7");
            }
        }

        @Test
        void shouldTrustNoBookAcrossAGap() {
            try (var subscription = data.depth(BITCOIN, 1, tape)) {
                assertThat(subscription).isNotNull();
                desk.untilSeen(tape.books, () -> {});
                desk.faults.always("v1beta3/crypto/us orderbooks", new io.fairlead.fakes.StreamFault.Lose());
                desk.fake.quote("BTC/USD", "91200", "0.1", "91210", "0.1");
                desk.faults.clear();

                desk.fake.cutConnections();

                assertThat(desk.await(tape.gaps)).contains("nothing came since");
                assertThat(shown(desk.await(tape.books))).isEqualTo("91200x0.1 | 91210x0.1");
            }
        }

        @Test
        void shouldHaveNoBooksOfShares() {
            assertThatThrownBy(() -> data.depth(AAPL, 5, tape))
                    .isInstanceOf(UnsupportedCapabilityException.class)
                    .hasMessageContaining("crypto");
        }
    }

    @Nested
    class Books {
        private final Tape tape = new Tape();
        private final List<String> asked = new ArrayList<>();
        private final AlpacaBook book = new AlpacaBook(BITCOIN, () -> asked.add("anew"));

        Books() {
            book.add(2, tape);
        }

        private void says(String message) {
            book.message(
                    ExactJson.read("{\"T\":\"o\",\"S\":\"BTC/USD\",\"t\":\"2026-11-20T14:31:08Z\"," + message + "}"));
        }

        private static final String WHOLE =
                "\"b\":[{\"p\":100,\"s\":1},{\"p\":99.5,\"s\":2},{\"p\":99,\"s\":3}],\"a\":[{\"p\":101,\"s\":1}],\"r\":true";

        @Test
        void shouldSayNothingBeforeTheWholeHasCome() {
            says("\"b\":[{\"p\":100,\"s\":1}],\"a\":[]");

            assertThat(tape.books).isEmpty();
        }

        @Test
        void shouldTellOnlyWhatTouchesTheLevelsAskedFor() {
            says(WHOLE);
            says("\"b\":[{\"p\":99,\"s\":7}],\"a\":[]");
            says("\"b\":[{\"p\":99.50,\"s\":0}],\"a\":[{\"p\":101.5,\"s\":0.000000001}]");

            assertThat(tape.books)
                    .extracting(AlpacaLiveDataTest::shown)
                    .containsExactly("100x1 99.5x2 | 101x1", "100x1 99x7 | 101x1 101.5x0.000000001");
        }

        @Test
        void shouldForgetTheFormerBookWhenTheWholeComesAgain() {
            says(WHOLE);
            says("\"b\":[{\"p\":90,\"s\":1}],\"a\":[],\"r\":true");

            assertThat(tape.books)
                    .extracting(AlpacaLiveDataTest::shown)
                    .containsExactly("100x1 99.5x2 | 101x1", "90x1 | ");
        }

        @Test
        void shouldAskForTheWholeAfterAnythingThatWasMissed() {
            says(WHOLE);
            book.gap("messages were dropped");
            says("\"b\":[{\"p\":98,\"s\":1}],\"a\":[]");

            assertThat(asked).containsExactly("anew");
            assertThat(tape.gaps).containsExactly("messages were dropped");
            assertThat(tape.books).hasSize(1);
        }

        @Test
        void shouldAskAnewWhenBidsAndAsksCross() {
            says(WHOLE);
            says("\"b\":[{\"p\":101,\"s\":1}],\"a\":[]");
            says("\"b\":[{\"p\":98,\"s\":1}],\"a\":[]");

            assertThat(asked).containsExactly("anew");
            assertThat(tape.gaps).hasSize(1);
            assertThat(tape.books).hasSize(1);
            says(WHOLE.replace("\"s\":1}]", "\"s\":4}]"));
            assertThat(tape.books).hasSize(2);
        }
    }

    private static String shown(Depth book) {
        return shown(book, Side.BUY) + " | " + shown(book, Side.SELL);
    }

    private static String shown(Depth book, Side side) {
        return IntStream.range(0, book.levels(side))
                .mapToObj(level -> book.price(side, level) + "x" + book.size(side, level))
                .collect(Collectors.joining(" "));
    }
}
