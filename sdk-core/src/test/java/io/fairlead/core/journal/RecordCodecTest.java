package io.fairlead.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Trail;
import io.fairlead.core.calendar.Calendars;
import io.fairlead.core.journal.JournalRecord.InstrumentKnown;
import io.fairlead.core.journal.JournalRecord.LegIntended;
import io.fairlead.core.journal.JournalRecord.Logged;
import io.fairlead.core.journal.JournalRecord.OrderIntended;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {
    static final RecursiveComparisonConfiguration BIT_BY_BIT = RecursiveComparisonConfiguration.builder()
            .withComparatorForType(Comparator.comparingLong(Double::doubleToRawLongBits), Double.class)
            .withEqualsForFields(Object::equals, "rules.calendar")
            .build();

    private final RecordCodec codec = new RecordCodec();

    @Test
    void everyKindHasALayoutAndTheKindOfItsName() {
        assertThat(RandomRecords.types()).hasSameSizeAs(RecordKind.values());
        for (RecordKind kind : RecordKind.values()) {
            String name = RecordCodec.typeOf(kind).getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_");
            assertThat(name).isEqualToIgnoringCase(kind.name());
        }
    }

    @Test
    void everyRecordComesBackWithEveryCaseOfEveryValue() {
        RandomRecords random = new RandomRecords(7);

        List<JournalRecord> records = random.everyCase();

        assertThat(random.choices())
                .containsKeys(OrderReport.class, SubmitResult.class, ActionResult.class, Trail.class)
                .containsKeys(JournalRecord.Command.class);
        assertThat(records).hasSizeGreaterThan(3000);
        records.forEach(this::requireRoundTrip);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_261_127, -5})
    void randomRecordsComeBack(long seed) {
        RandomRecords random = new RandomRecords(seed);

        for (int i = 0; i < 40; i++) {
            RandomRecords.types().forEach(type -> requireRoundTrip(random.next(type)));
        }
    }

    private void requireRoundTrip(JournalRecord record) {
        ByteBuffer payload = written(record);
        JournalRecord again = codec.read(RecordCodec.kindOf(record), payload);

        assertThat(again).usingRecursiveComparison(BIT_BY_BIT).isEqualTo(record);
        assertThat(again).hasToString(record.toString());
        assertThat(written(again)).isEqualTo(payload);
    }

    private ByteBuffer written(JournalRecord record) {
        ByteBuffer buffer = ByteBuffer.allocate(codec.prepare(record)).order(ByteOrder.LITTLE_ENDIAN);
        codec.putPrepared(buffer);
        return buffer.flip();
    }

    @Test
    void shouldWriteFromThePositionOnAndLeaveAReadBufferAsItIs() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(100).position(40);

        codec.write(new Logged(3, "bought"), buffer);
        ByteBuffer payload = buffer.flip().position(40).asReadOnlyBuffer();

        assertThat(codec.read(RecordKind.LOGGED, payload)).isEqualTo(new Logged(3, "bought"));
        assertThat(payload.position()).isEqualTo(40);
    }

    @Test
    void aRecordThatDoesNotFitIsRefusedByKindAndSizeAndNothingIsWritten() {
        ByteBuffer buffer = ByteBuffer.allocate(100).position(40);

        assertThatThrownBy(() -> codec.write(new Logged(3, "x".repeat(70)), buffer))
                .isInstanceOf(JournalFormatException.class)
                .hasMessage(
                        "journal record of kind LOGGED cannot be written: it takes 73 bytes, the buffer has room for 60");
        assertThat(buffer.position()).isEqualTo(40);
        assertThat(buffer.array()).containsOnly(0);
    }

    @Test
    void aRecordBeyondSixteenMebibytesIsRefusedAndTheCodecGoesOn() {
        Logged huge = new Logged(0, "ü".repeat(9 << 20));

        assertThatThrownBy(() -> codec.prepare(huge))
                .isInstanceOf(JournalFormatException.class)
                .hasMessageContaining("LOGGED")
                .hasMessageContaining("18874368")
                .hasMessageContaining("16777216");
        requireRoundTrip(new Logged(0, "ü".repeat(7 << 20)));
        requireRoundTrip(new Logged(0, "small"));
    }

    @Test
    void aNewerLayoutIsRefusedByKindAndVersion() {
        ByteBuffer payload = written(new Logged(3, "bought")).put(0, (byte) 2);

        assertThatThrownBy(() -> codec.read(RecordKind.LOGGED, payload))
                .isInstanceOf(JournalFormatException.class)
                .hasMessage(
                        "journal record of kind LOGGED cannot be read: it has layout 2, this version reads 1 to 1: read it with"
                                + " the version that wrote it");
        assertThatThrownBy(() -> codec.read(RecordKind.LOGGED, payload.put(0, (byte) 0)))
                .hasMessageContaining("layout 0");
    }

    @Test
    void anOlderLayoutIsReadByItsVersion() {
        record Two(int strategy, String line) {}
        Layout<Logged> grown = new Layout<>(
                RecordKind.LOGGED,
                Logged.class,
                2,
                (logged, out) -> {
                    out.count(logged.strategy());
                    out.text(logged.line());
                    out.text("more");
                },
                in -> {
                    Two common = new Two(in.count(), in.text());
                    return new Logged(common.strategy(), in.version() > 1 ? common.line() + in.text() : common.line());
                });
        PayloadReader reader = new PayloadReader();

        reader.open(RecordKind.LOGGED, written(new Logged(3, "old ")), grown.version());

        assertThat(grown.reader().apply(reader)).isEqualTo(new Logged(3, "old "));
        reader.requireEnd();
    }

    @Test
    void bytesBehindARecordAreRefused() {
        ByteBuffer longer = ByteBuffer.allocate(50)
                .put(written(new Logged(3, "bought")))
                .put((byte) 0)
                .flip();

        assertThatThrownBy(() -> codec.read(RecordKind.LOGGED, longer))
                .isInstanceOf(JournalFormatException.class)
                .hasMessageContaining("1 bytes too many");
    }

    @Test
    void halfASurrogatePairBecomesAQuestionMarkAndTheRestIsKept() {
        JournalRecord again = codec.read(RecordKind.LOGGED, written(new Logged(0, "a\uD83Dé\uDE00😀")));

        assertThat(again).isEqualTo(new Logged(0, "a?é?😀"));
    }

    @Test
    void equalNamesAreMadeOnce() {
        OrderIntended first = (OrderIntended) again(SampleRecords.intended());
        OrderIntended second = (OrderIntended) again(SampleRecords.intended());

        assertThat(second.request().instrument()).isSameAs(first.request().instrument());
        assertThat(second.clientOrderId().value())
                .isSameAs(first.clientOrderId().value());
        assertThat(second.request().tag()).isSameAs(first.request().tag());
    }

    private JournalRecord again(JournalRecord record) {
        return codec.read(RecordCodec.kindOf(record), written(record));
    }

    @Test
    void ourCalendarsComeBackAndOthersKeepTheirNameOnly() {
        assertThat(calendarAgain(Calendars.nyse())).isSameAs(Calendars.nyse());
        assertThat(calendarAgain(TradingCalendar.alwaysOpen())).isSameAs(TradingCalendar.alwaysOpen());

        TradingCalendar other = calendarAgain(new HostCalendar());

        assertThat(other.name()).isEqualTo("TSE 2026");
        assertThat(other.zone()).isEqualTo(ZoneOffset.ofHours(9));
        assertThatThrownBy(() -> other.sessionOn(LocalDate.of(2026, 11, 27)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("TSE 2026");
    }

    private TradingCalendar calendarAgain(TradingCalendar calendar) {
        Instrument rules = Instrument.builder(InstrumentId.of("X", "US"), AssetClass.EQUITY, Currency.USD)
                .calendar(calendar)
                .build();
        return ((InstrumentKnown) again(new InstrumentKnown(0, rules))).rules().calendar();
    }

    /** A calendar that this library does not have. */
    private static final class HostCalendar implements TradingCalendar {
        @Override
        public String name() {
            return "TSE 2026";
        }

        @Override
        public ZoneId zone() {
            return ZoneOffset.ofHours(9);
        }

        @Override
        public Optional<Session> sessionOn(LocalDate date) {
            return Optional.empty();
        }
    }

    @Test
    void aNumberWiderThanAnyOrderIsRefusedWhenItIsWritten() {
        OrderRequest order = OrderRequest.buy(InstrumentId.of("X", "US"))
                .quantity(Quantity.of(BigDecimal.TEN.pow(3000)))
                .limit(Price.of(1))
                .build();
        LegIntended leg = new LegIntended(SampleRecords.ORDER, new ClientOrderId("c"), order);

        assertThatThrownBy(() -> codec.prepare(leg))
                .isInstanceOf(JournalFormatException.class)
                .hasMessageContaining("LEG_INTENDED")
                .hasMessageContaining("1246 bytes");
    }
}
