package io.fairlead.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.order.Lifecycle;
import io.fairlead.core.order.OrderTransitions.Cell;
import io.fairlead.core.order.OrderTransitions.News;
import io.fairlead.core.order.OrderTransitions.Verdict;
import io.fairlead.spi.IdempotencyClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/orders.md}: its tables are made from the code, and every alarm and denial in the code must have its words here. */
class OrdersDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "orders.md");
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "fairlead", "core");
    private static final String WRITE = "mvn test -pl sdk-core -am -Dtest=OrdersDocumentTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dfairlead.docs=write";
    private static final Pattern ALARM = Pattern.compile("(?:alarm|onAlarm|Trouble)\\(\\s*\"([A-Z][A-Z_]{5,})\"");
    private static final Pattern DENIAL = Pattern.compile("new Denial\\(\\s*\"([A-Z][A-Z_]{5,})\"");

    private static final Map<String, String> ALARMS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "CONNECTION_",
                    "the connection went DOWN or was CLOSED for good; nothing leaves until it is up and compared"),
            Map.entry("DATA_GAP", "market data was lost on the way"),
            Map.entry("DATA_OLD_BAR", "a bar came that is no newer than the last; it is left aside"),
            Map.entry("DATA_UNASKED", "data came that nobody subscribed to"),
            Map.entry(
                    "EXTERNAL_FILL",
                    "an order that the session did not make has filled; booked to the account, to no strategy"),
            Map.entry(
                    "EXTERNAL_ORDER",
                    "an order that the session did not make cannot be counted, or policy ALARM wants it told"),
            Map.entry("FILL_UNKNOWN", "the venue took back or changed an execution that was never reported"),
            Map.entry("FLATTEN_FAILED", "an exit ended without filling; what is left is named"),
            Map.entry(
                    "GROUP_LEG_MISSING",
                    "the entry has filled and the venue does not know a leg that it should look after"),
            Map.entry(
                    "GROUP_LEG_NOT_SENT",
                    "a leg that the session looks after could not leave; it is tried again a second later"),
            Map.entry("GROUP_LEG_REJECTED", "the venue refused a leg that the session looks after"),
            Map.entry("GROUP_REST_BELOW_LOT", "what is left to protect is less than a lot"),
            Map.entry("GROUP_UNPROTECTED", "all exits of a group have ended and something is still held"),
            Map.entry("HISTORY_FAILED", "past bars could not be had"),
            Map.entry("JOURNAL_FAILED", "the journal takes nothing more: trading is halted for the session's life"),
            Map.entry("KILL_SWITCH_RESET", "the kill switch was reset"),
            Map.entry("KILL_SWITCH_TRIPPED", "the kill switch was tripped"),
            Map.entry("LIMITS_CHANGED", "other limits hold"),
            Map.entry("LIMITS_NOT_KNOWN", "a replayed run changed to limits that the journal names in words only"),
            Map.entry(
                    "CASH_NOT_COUNTED",
                    "the account holds, or pays fees in, a currency without a rate: it counts nothing in equity"),
            Map.entry(
                    "ORDER_AMBIGUOUS",
                    "a venue without ids has none, or several, that could be the unknown order; instrument frozen"),
            Map.entry("ORDER_CHANGED_ELSEWHERE", "the venue changed an order that we did not ask to change"),
            Map.entry(
                    "ORDER_ID_CONFLICT",
                    "the venue has our id on an order of other content; not adopted, instrument frozen"),
            Map.entry("ORDER_ILLEGAL_TRANSITION", "news that cannot be, by the table; facts are kept"),
            Map.entry(
                    "ORDER_OPEN_AFTER_END",
                    "the venue still has an order open that is over here; its cancel is asked for"),
            Map.entry(
                    "ORDER_OPEN_TWICE",
                    "a venue order that we had called back, or replaced, is still open beside its successor"),
            Map.entry("ORDER_OUTCOME_UNKNOWN", "no answer, or none that proves anything; it may be live"),
            Map.entry("ORDER_UNKNOWN_OVERDUE", "unknown for more than 60 s: a person should look and `resolve`"),
            Map.entry(
                    "ORDER_WITHOUT_INTENT",
                    "the venue has an order under an id of this journal that the journal does not know"),
            Map.entry("POSITION_ADOPTED", "policy ADOPT: a difference of what is held was booked to nobody's strategy"),
            Map.entry(
                    "POSITION_MISMATCH",
                    "two readings in a row show something else held than the books; instrument frozen"),
            Map.entry(
                    "POSITION_PRICE_UNKNOWN",
                    "a position was there before the first session, or a difference is to be booked, without a price; instrument frozen"),
            Map.entry("RECONCILIATION_FAILED", "the venue could not be read; it is asked again, less and less often"),
            Map.entry(
                    "RESOLVE_ID_TAKEN", "`resolve` named an order at the venue that is another one's; nothing changes"),
            Map.entry("RESOLVE_NOT_UNKNOWN", "`resolve` named an order whose outcome is known"),
            Map.entry("RISK_NOT_RECORDED", "a change of limits or trading state could not be recorded"),
            Map.entry("SOURCE_REFUSED", "a data source refused a subscription"),
            Map.entry(
                    "STRATEGIES_GONE",
                    "the journal has orders of strategies that the session does not have; they are nobody's now"),
            Map.entry("STRATEGY_SUSPENDED", "a strategy threw; its orders may only reduce"),
            Map.entry("TRADING_", "a person set the trading state")));

    private static final Map<String, String> DENIALS = new TreeMap<>(Map.ofEntries(
            Map.entry("DRY_RUN", "mode DRY_RUN: everything but the send was done"),
            Map.entry("FX_RATE_MISSING", "no rate from the quote to the base currency"),
            Map.entry("ID_USED_BEFORE", "the client order id was used, or is one that the session makes itself"),
            Map.entry("INSTRUMENT_FROZEN", "what is held or working there is not known"),
            Map.entry("JOURNAL_FAILED", "the intent could not be made durable; nothing was sent"),
            Map.entry("NO_REFERENCE_PRICE", "a bracket by distance needs a price to start from"),
            Map.entry(
                    "SESSION_NOT_RECONCILED",
                    "the connection is down, or the venue has not been compared since it came up"),
            Map.entry("SESSION_STOPPING", "a closing session takes cancels only"),
            Map.entry("SESSION_WARMING_UP", "history is being delivered"),
            Map.entry("STATE_HALTED", "trading was halted between the gate and the send; nothing was sent"),
            Map.entry("STRATEGY_SUSPENDED", "the strategy threw and may only reduce"),
            Map.entry("UNSUPPORTED_", "the broker does not declare the feature that is named"),
            Map.entry("UNSUPPORTED_ASSET_CLASS", "the broker does not declare the asset class"),
            Map.entry("UNSUPPORTED_GROUP", "neither the broker nor the session can look after such a group"),
            Map.entry("UNSUPPORTED_ORDER_TYPE", "the broker does not declare the type"),
            Map.entry("UNSUPPORTED_TIME_IN_FORCE", "the broker does not declare the duration for the type")));

    private static final Map<IdempotencyClass, String> CLASSES = new EnumMap<>(
            Map.of(
                    IdempotencyClass.DEDUP,
                    "found by our id, open or ended: adopted. Not found, and the reading began no earlier than the declared proof of absence"
                            + " after the send: never placed. The venue would refuse a second send; there is none all the same",
                    IdempotencyClass.DEDUP_WHILE_OPEN,
                    "as DEDUP; an id of a filled order would be taken again, so that a second send could be a second order: never",
                    IdempotencyClass.CORRELATE,
                    "found by the label that the venue keeps for us, and only if the content agrees",
                    IdempotencyClass.NONE,
                    "compared by content with what nobody else explains: exactly one fitting order that fits no other unknown is adopted, with"
                            + " its fills; none or several stay unknown, with an alarm, and the instrument is frozen until `resolve`"));

    @Test
    void shouldAgreeWithTheCode() throws IOException {
        String made = render();
        if ("write".equals(System.getProperty("fairlead.docs"))) {
            Files.writeString(DOCUMENT, made);
        }

        assertThat(Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "")
                .as("docs/orders.md is not what the code says; make it anew: %s", WRITE)
                .isEqualTo(made);
    }

    @Test
    void shouldHaveWordsForEveryAlarmAndDenialInTheCode() {
        assertThat(ALARMS.keySet()).containsAll(codes(ALARM, List.of("order", "engine")));
        assertThat(DENIALS.keySet()).containsAll(codes(DENIAL, List.of("order")));
    }

    private static SortedSet<String> codes(Pattern pattern, List<String> rooms) {
        SortedSet<String> codes = new TreeSet<>();
        for (String room : rooms) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(room))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    Matcher found = pattern.matcher(Files.readString(file));
                    while (found.find()) {
                        codes.add(found.group(1));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return codes;
    }

    private static String render() {
        StringBuilder text = new StringBuilder();
        text.append("""
                # Orders

                Made from the code by `OrdersDocumentTest`; to make it anew after a change: `%s`.

                ## From intent to end

                `context.submit` has an order judged by the gate and written to the journal as an intent, under an id that is never used
                again; the ticket comes back at once. After the callback the journal is forced, once for all intents that wait, and only then
                is each handed to the adapter, once, in the order in which it was written. A journal that cannot be forced sends nothing
                (`JOURNAL_FAILED`). Nothing in the library sends an order a second time.

                Where an order stands is four things: its life (the table), what has filled, what was asked of it (nothing, a cancel, a
                change), and whether the outcome of what was asked is known. `order.status()` makes one word of them; `UNKNOWN` wins over
                all but an end. Fills are facts: they are booked whatever the table says, each once, by execution id; a fill that the venue
                takes back is booked back. An end that names a filled quantity waits until as much has been reported.

                The table: a name is where the order moves, *stale* is old news, *illegal* raises `ORDER_ILLEGAL_TRANSITION`.

                """.formatted(WRITE));
        table(text);
        text.append("""

                ## When an answer is missing

                | what comes back from a submit | what it means | what happens |
                | --- | --- | --- |
                | `Accepted` | the venue has it | NEW |
                | `Rejected` | the venue's answer proves that it has it not | REJECTED, with the venue's words |
                | `Denied` | nothing was sent | DENIED, with code, values, remedy |
                | `Unknown` (timeout, dropped socket, 5xx, unreadable) | it may be live | status UNKNOWN, alarm, the venue is asked |
                | an exception, `null`, no answer within 10 s | as `Unknown` | as `Unknown` |

                An unknown order counts in every limit as the worse of both outcomes, for each side. While anything is unknown the venue is
                read again after 0.5, 1, 2, 4 … 32 s: open orders first, then executions since the watermark, then one by one the orders of
                ours that are not open, then the account. Only a complete reading of one connection counts. The same reading happens on
                every connection before an order may leave (`SESSION_NOT_RECONCILED` until then), and strategies start after the first.

                What ends an unknown depends on what the venue does with our ids:

                | class | how it is resolved |
                | --- | --- |
                """);
        for (IdempotencyClass kind : IdempotencyClass.values()) {
            text.append("| `")
                    .append(kind)
                    .append("` | ")
                    .append(CLASSES.get(kind))
                    .append(" |\n");
        }
        text.append("""

                An order is adopted only if instrument, side, quantity, type, prices, duration and time agree with the intent
                (`ORDER_ID_CONFLICT` else). A venue that declares no proof of absence never proves it: after 60 s a person is asked
                (`ORDER_UNKNOWN_OVERDUE`) and has the last word, which is written down:
                `session.resolve(orderId, Outcome.PLACED | Outcome.NEVER_PLACED, who, why)`. Where the venue keeps no id of ours the person
                says which order it is, `session.resolve(orderId, venueOrderId, who, why)`, and what that one filled is booked to it. Until
                then it is counted all the same: position and cash are right, only whose order it was is open.

                ## After a crash

                The journal is read from its beginning: state is what its records fold to, by the code that takes news in. What was asked
                and not answered is unknown then. Nothing is sent until the venue has been read. Fills that were lost with unforced records
                come back with the executions. Ids go on where they were. Orders of strategies that the session no longer has are
                nobody's (`STRATEGIES_GONE`). A simulated venue does not outlive its session: orders that worked there end.

                ## Orders and positions of others

                `builder.externalOrders(policy)`; whichever it is, they count in every limit.

                | policy | what it does |
                | --- | --- |
                | `OBSERVE` | the default: shows them; a difference in what is held freezes the instrument until `acceptPosition` |
                | `ADOPT` | books differences, with an alarm; closing the session with CANCEL ends these orders too |
                | `ALARM` | as OBSERVE, and an alarm for each order |

                The first reading of an account is where its books begin: cash, positions at their average price, executions up to then.
                Each strategy has books of its own; what they do not explain of the account's position is nobody's.

                ## Groups

                A venue that declares a group (bracket, OCO, OTO) looks after it: `groupHandling()` is NATIVE. Elsewhere the session does:
                EMULATED. At most one order of a pair is at the venue at any time, so that never both can fill: of a bracket the stop, which
                protects while we are away; when the price touches the target, the stop is called back, its end awaited, and only then the
                target sent, for what is left. Each send is an intent with an id of its own. While the session is down the other order does
                not act; between an entry's fill and its stop's acceptance the position is unprotected.

                ## Alarms

                | code | what it says |
                | --- | --- |
                """);
        ALARMS.forEach((code, words) -> row(text, code, words));
        text.append("""

                ## Denials of the desk

                The gate's own are in [risk.md](risk.md).

                | code | why |
                | --- | --- |
                """);
        DENIALS.forEach((code, words) -> row(text, code, words));
        return text.toString();
    }

    private static void row(StringBuilder text, String code, String words) {
        text.append("| `").append(code).append(code.endsWith("_") ? "…" : "").append("` | ");
        text.append(words).append(" |\n");
    }

    private static void table(StringBuilder text) {
        text.append("| in \\ news |");
        for (News news : News.values()) {
            text.append(' ').append(news).append(" |");
        }
        text.append("\n| --- |").append(" --- |".repeat(News.values().length)).append('\n');
        for (Lifecycle from : Lifecycle.values()) {
            text.append("| ").append(from).append(" |");
            for (News news : News.values()) {
                Cell cell = OrderTransitions.of(from, news);
                text.append(' ')
                        .append(
                                cell.verdict() == Verdict.MOVE
                                        ? cell.next().name()
                                        : "*" + (cell.verdict() == Verdict.STALE ? "stale" : "illegal") + "*")
                        .append(" |");
            }
            text.append('\n');
        }
    }
}
