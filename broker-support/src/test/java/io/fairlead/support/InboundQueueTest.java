package io.fairlead.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.support.StreamOptions.Overflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InboundQueueTest {
    private final ArrayDeque<Runnable> turns = new ArrayDeque<>();
    private final Seen seen = new Seen();

    @Test
    void shouldPutANewerMessageInThePlaceOfAnOlderOneOfItsKey() {
        InboundQueue queue = released(StreamOptions.standard().queue(3, Overflow.CONFLATE));

        List.of("a1", "b1", "a2", "b2", "a3").forEach(queue::put);
        runTurns();

        assertThat(seen.list).containsExactly("a3", "b2");
    }

    @Test
    void shouldReportAGapWhereItDropped() {
        InboundQueue queue = released(StreamOptions.standard().queue(2, Overflow.DROP_WITH_GAP));

        List.of("a", "b", "c", "d").forEach(queue::put);
        runTurns();
        queue.put("e");
        runTurns();

        assertThat(seen.list).containsExactly("gap 2 messages dropped: the queue of 2 was full", "a", "b", "e");
    }

    @Test
    void shouldMakeTheReaderWaitWhenItBlocks() throws Exception {
        InboundQueue queue = released(StreamOptions.standard().queue(1, Overflow.BLOCK));
        queue.put("a");
        CountDownLatch done = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            queue.put("b");
            done.countDown();
        });
        reader.start();
        while (reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        runTurns();

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        runTurns();
        assertThat(seen.list).containsExactly("a", "b");
    }

    @Test
    void shouldLetAWaitingReaderGoWhenItCloses() throws Exception {
        InboundQueue queue = released(StreamOptions.standard().queue(1, Overflow.BLOCK));
        queue.put("a");
        Thread reader = new Thread(() -> queue.put("b"));
        reader.start();
        while (reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        queue.close();

        reader.join(10_000);
        assertThat(reader.isAlive()).isFalse();
    }

    @Test
    void shouldSayThatItCannotKeepMoreWhileItIsHeld() {
        InboundQueue queue = new InboundQueue(StreamOptions.standard().queue(2, Overflow.BLOCK), seen, turns::add);

        assertThat(queue.put("a")).isTrue();
        assertThat(queue.put("b")).isTrue();
        assertThat(queue.put("c")).isFalse();
        assertThat(turns).isEmpty();
    }

    @Test
    void shouldGoOnAfterAMessageThatCannotBeHandled() {
        InboundQueue queue = released(StreamOptions.standard());

        queue.put("a");
        queue.put("bad");
        queue.put("c");
        runTurns();

        assertThat(seen.list).containsExactly("a", "gap a message could not be handled: IllegalStateException", "c");
    }

    @Test
    void shouldHandleDirectlyOnlyWhatNothingWaitsAheadOf() {
        InboundQueue queue = new InboundQueue(StreamOptions.standard().queue(9, Overflow.DIRECT), seen, turns::add);
        queue.put("held");
        queue.release();
        queue.put("queued behind it");
        List<String> before = List.copyOf(seen.list);
        runTurns();
        queue.put("direct");

        assertThat(before).isEmpty();
        assertThat(seen.list).containsExactly("held", "queued behind it", "direct");
        assertThat(turns).isEmpty();
    }

    private InboundQueue released(StreamOptions options) {
        InboundQueue queue = new InboundQueue(options, seen, turns::add);
        queue.release();
        runTurns();
        return queue;
    }

    private void runTurns() {
        while (!turns.isEmpty()) {
            turns.removeFirst().run();
        }
    }

    private static final class Seen implements StreamHandler {
        private final List<String> list = new ArrayList<>();

        @Override
        public CompletionStage<Void> onConnected(StreamLink link) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public Object conflationKey(String text) {
            return text.substring(0, 1);
        }

        @Override
        public void onText(String text) {
            if (text.equals("bad")) {
                throw new IllegalStateException(text);
            }
            list.add(text);
        }

        @Override
        public void onGap(String detail) {
            list.add("gap " + detail);
        }
    }
}
