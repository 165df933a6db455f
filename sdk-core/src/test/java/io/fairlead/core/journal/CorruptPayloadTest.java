package io.fairlead.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a checksum did not catch must end as a fault of the format, never as another exception, an error or a hang. */
class CorruptPayloadTest {
    private final RecordCodec codec = new RecordCodec();

    @Test
    void aRecordCutOffAnywhereIsRefused() {
        for (JournalRecord record : SampleRecords.all()) {
            byte[] whole = bytes(record);
            for (int size = 0; size < whole.length; size++) {
                ByteBuffer part = ByteBuffer.wrap(whole, 0, size);
                assertThatThrownBy(() -> codec.read(RecordCodec.kindOf(record), part))
                        .as("%s cut off at %d of %d", record, size, whole.length)
                        .isInstanceOf(JournalFormatException.class)
                        .hasMessageContaining(RecordCodec.kindOf(record).name());
            }
        }
    }

    @Test
    void anyOneFlippedBitGivesAFaultOrAnotherRecord() {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            int refused = 0;
            for (JournalRecord record : SampleRecords.all()) {
                byte[] bytes = bytes(record);
                for (int bit = 0; bit < 8 * bytes.length; bit++) {
                    byte[] flipped = bytes.clone();
                    flipped[bit / 8] ^= (byte) (1 << bit % 8);
                    refused += isRefused(RecordCodec.kindOf(record), flipped) ? 1 : 0;
                }
            }
            assertThat(refused).isGreaterThan(1000);
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13})
    void anythingGivesAFaultOrARecord(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomRecords records = new RandomRecords(seed);
        RecordKind[] kinds = RecordKind.values();
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 5_000; i++) {
                RecordKind kind = kinds[random.nextInt(kinds.length)];
                byte[] bytes = bytes(records.next(RecordCodec.typeOf(kind)));
                for (int flips = 1 + random.nextInt(5); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                bytes[0] = 1;
                isRefused(kinds[random.nextInt(kinds.length)], bytes);
                isRefused(kind, bytes);
                random.nextBytes(bytes);
                bytes[0] = 1;
                isRefused(kind, bytes);
            }
        });
    }

    @Test
    void countsOfMoreThanThereIsTakeNoMemory() {
        byte[] bytes = {1, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};

        assertThat(isRefused(RecordKind.RECONCILED, bytes)).isTrue();
        assertThat(isRefused(RecordKind.RUN_CLOSED, bytes)).isTrue();
    }

    /** Whatever is read must be fit to be written and shown. */
    private boolean isRefused(RecordKind kind, byte[] bytes) {
        try {
            JournalRecord record = codec.read(kind, ByteBuffer.wrap(bytes));
            assertThat(record.toString()).isNotEmpty();
            assertThat(codec.prepare(record)).isPositive();
            return false;
        } catch (JournalFormatException refused) {
            return true;
        } catch (RuntimeException | Error other) {
            throw new AssertionError(kind + " of " + Arrays.toString(bytes), other);
        }
    }

    private byte[] bytes(JournalRecord record) {
        ByteBuffer buffer = ByteBuffer.allocate(codec.prepare(record));
        codec.putPrepared(buffer);
        return buffer.array();
    }
}
