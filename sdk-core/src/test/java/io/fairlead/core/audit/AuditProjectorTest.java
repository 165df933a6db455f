package io.fairlead.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AuditProjectorTest {
    @TempDir
    private Path folder;

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<String> troubles = new ArrayList<>();

    private void runAll() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    @Test
    void shouldSayHowFarItIsAndCatchUpWhenAsked() throws SQLException {
        RecordedJournal journal = Records.journal();
        try (AuditStore store = AuditStore.open(TestDatabases.fresh(AuditDialect.SQLITE, folder))) {
            AuditProjector projector =
                    AuditProjector.of(store, journal, tasks::add).onDemand();
            long before = projector.figures().lag();

            projector.request();
            projector.request();
            int queued = tasks.size();
            runAll();
            journal.add(Records.denied(1, "c1", "LIMIT_TEST"));

            assertThat(before).isEqualTo(2);
            assertThat(queued).isEqualTo(1);
            assertThat(projector.figures()).isEqualTo(new AuditProjector.Figures(2, 1, 2, 1, 0, ""));
            projector.request();
            runAll();
            assertThat(projector.figures().lag()).isZero();
            projector.close();
            projector.request();
            assertThat(tasks).isEmpty();
        }
    }

    @Test
    void shouldTellOfTroubleOnceAndGoOnFromTheMarkWhenItIsOver() throws SQLException {
        RecordedJournal journal = new RecordedJournal().addAll(RandomRecords.of(4, 200));
        AuditDatabase real = TestDatabases.fresh(AuditDialect.SQLITE, folder);
        FailingConnections connections = new FailingConnections(real);
        try (AuditStore store = AuditStore.open(connections.database())) {
            AuditProjector projector = AuditProjector.of(store, journal, tasks::add)
                    .onTrouble(troubles::add)
                    .onDemand();

            connections.failAfter(1);
            for (int i = 0; i < 3; i++) {
                projector.request();
                runAll();
            }
            AuditProjector.Figures during = projector.figures();
            connections.mend();
            projector.request();
            runAll();

            assertThat(troubles)
                    .singleElement()
                    .asString()
                    .contains("audit store failing cannot be")
                    .contains("gone");
            assertThat(during.failures()).isEqualTo(3);
            assertThat(during.trouble()).contains("gone");
            assertThat(projector.figures().projected()).isEqualTo(200);
            assertThat(projector.figures().trouble()).isEmpty();
        }
    }

    @Test
    void shouldSurviveAnExecutorThatTakesNothing() throws SQLException {
        try (AuditStore store = AuditStore.open(TestDatabases.fresh(AuditDialect.SQLITE, folder))) {
            AuditProjector projector = AuditProjector.of(store, Records.journal(), task -> {
                        throw new RejectedExecutionException("shut down");
                    })
                    .onTrouble(troubles::add)
                    .onDemand();

            projector.request();
            projector.close();

            assertThat(troubles).singleElement().asString().contains("shut down");
        }
    }

    @Test
    void shouldLookAgainAndAgainByItself() throws Exception {
        RecordedJournal journal = Records.journal();
        CountDownLatch looked = new CountDownLatch(5);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (AuditStore store = AuditStore.open(TestDatabases.fresh(AuditDialect.SQLITE, folder));
                AuditProjector projector = AuditProjector.of(store, journal, task -> {
                            task.run();
                            looked.countDown();
                        })
                        .every(Duration.ofMillis(1), timer)) {
            assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(projector.figures().projected()).isEqualTo(2);
        } finally {
            timer.shutdownNow();
        }
    }
}
