package io.fairlead.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.order.Lifecycle;
import io.fairlead.core.order.OrderTransitions.Cell;
import io.fairlead.core.order.OrderTransitions.News;
import io.fairlead.core.order.OrderTransitions.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderTransitionsTest {
    /**
     * The table once more, by hand: a row per place, a column per kind of news, in the order of the enums. A letter is where the order
     * moves to, {@code .} is old news, {@code !} is impossible.
     */
    private static final String TABLE = """
            from/news    W S T p L R C X D
            PENDING_NEW  N S T N F R C X D
            NEW          . S T N F R C X !
            SUSPENDED    N . T N F R C X !
            TRIGGERED    . . . T F R C X !
            DENIED       ! ! ! ! ! ! ! ! .
            REJECTED     ! ! ! ! ! . . . !
            FILLED       . . . . . ! . . !
            CANCELLED    . . . C F . . . !
            EXPIRED      . . . X F . . . !
            """;

    private static String letter(Lifecycle place) {
        return switch (place) {
            case PENDING_NEW -> "P";
            case NEW -> "N";
            case SUSPENDED -> "S";
            case TRIGGERED -> "T";
            case DENIED -> "D";
            case REJECTED -> "R";
            case FILLED -> "F";
            case CANCELLED -> "C";
            case EXPIRED -> "X";
        };
    }

    private static String shown(Cell cell) {
        return switch (cell.verdict()) {
            case MOVE -> letter(cell.next());
            case STALE -> ".";
            case ILLEGAL -> "!";
        };
    }

    @Test
    void shouldLeadWhereTheTableSaysFromEveryPlaceOnEveryNews() {
        List<String> rows = new ArrayList<>();
        rows.add("from/news    W S T p L R C X D");
        for (Lifecycle from : Lifecycle.values()) {
            StringBuilder row = new StringBuilder(String.format("%-12s", from));
            for (News news : News.values()) {
                row.append(' ').append(shown(OrderTransitions.of(from, news)));
            }
            rows.add(row.toString());
        }

        assertThat(rows).containsExactlyElementsOf(TABLE.lines().toList());
    }

    private static List<String> linesOf(String pattern) throws IOException {
        Path module = Path.of("src/main/java/io/fairlead/core/order");
        Path room = Files.isDirectory(module) ? module : Path.of("sdk-core").resolve(module);
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(room)) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    if (line.matches(pattern)) {
                        found.add(file.getFileName() + ": " + line.strip());
                    }
                }
            }
        }
        return found;
    }

    /** The table, and what an order does by itself: waits here, leaves, ends here, is denied. Nobody else says where it stands. */
    @Test
    void shouldBeAskedWhereverAnOrderMovesButForWhatHappensHere() throws IOException {
        assertThat(linesOf(".*\\blifecycle = .*"))
                .containsExactly(
                        "ManagedOrder.java: private Lifecycle lifecycle = Lifecycle.PENDING_NEW;",
                        "ManagedOrder.java: leg.lifecycle = leg.held ? Lifecycle.SUSPENDED : leg.lifecycle;",
                        "ManagedOrder.java: lifecycle = Lifecycle.PENDING_NEW;",
                        "ManagedOrder.java: lifecycle = Lifecycle.SUSPENDED;",
                        "ManagedOrder.java: lifecycle = Lifecycle.PENDING_NEW;",
                        "ManagedOrder.java: lifecycle = next;",
                        "ManagedOrder.java: lifecycle = progress.lifecycle();");
        assertThat(linesOf(".*\\bmoveTo\\(.*"))
                .allMatch(line -> line.contains("moveTo(cell.next())")
                        || line.startsWith("ManagedOrder.java: ")
                        || line.startsWith("MarketHours.java: ")); // another thing that moves
        assertThat(linesOf(".*\\.moveTo\\(.*")).hasSizeGreaterThan(1);
        assertThat(linesOf(".*\\.end\\(Lifecycle.*")).allMatch(line -> line.startsWith("GroupCare.java: "));
        assertThat(linesOf(".*\\.deny\\(denial\\).*|.*\\.deny\\(denied.*"))
                .allMatch(line -> line.startsWith("OrderRoom.java: ")
                        || line.startsWith("OrderReports.java: ")
                        || line.startsWith("DeskFold.java: "));
    }

    @Test
    void shouldLeaveNoEndButForALateLastFill() {
        Set<Lifecycle> mayFillLate = EnumSet.of(Lifecycle.CANCELLED, Lifecycle.EXPIRED);
        for (Lifecycle from : Lifecycle.values()) {
            for (News news : News.values()) {
                Cell cell = OrderTransitions.of(from, news);
                if (from.isEnd() && cell.verdict() == Verdict.MOVE && cell.next() != from) {
                    assertThat(mayFillLate).contains(from);
                    assertThat(news).isEqualTo(News.LAST_FILL);
                    assertThat(cell.next()).isEqualTo(Lifecycle.FILLED);
                }
                if (cell.verdict() != Verdict.MOVE) {
                    assertThat(cell.next()).as("%s on %s", from, news).isEqualTo(from);
                }
            }
        }
    }
}
