package io.fairlead.core.journal;

import io.fairlead.api.market.Bar;
import io.fairlead.core.journal.Explanation.Fact;
import io.fairlead.core.journal.Explanation.Part;
import io.fairlead.core.journal.Explanation.Topic;
import io.fairlead.core.journal.JournalRecord.BarArrived;
import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.core.journal.JournalRecord.Commanded;
import io.fairlead.core.journal.JournalRecord.Decided;
import io.fairlead.core.journal.JournalRecord.Leg;
import io.fairlead.core.journal.JournalRecord.OrderIntended;
import io.fairlead.core.journal.JournalRecord.Recording;
import io.fairlead.core.journal.JournalRecord.RunOpened;
import io.fairlead.core.journal.JournalRecord.VenueRead;
import io.fairlead.spi.OrderReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects what a journal says of one order. Sees every record. One thread. */
final class OrderStory {
    private static final int BARS = 3;

    /** A venue's id shorter than this is too likely to be some other number of a text. */
    private static final int TELLING_LENGTH = 6;

    private final OrderSearch.Found order;
    private final Pattern mention;
    private final RunNames names = new RunNames();
    private final OrderWords words = new OrderWords(names);
    private final Map<Topic, List<Fact>> facts = new EnumMap<>(Topic.class);
    private final Deque<SeenBar> bars = new ArrayDeque<>();
    private String policy = "";
    private @Nullable RunOpened run;
    private boolean barsAreTold;

    /** A bar, and the record that brought it. */
    private record SeenBar(BarArrived bar, JournalEntry entry) {}

    OrderStory(OrderSearch.Found order) {
        this.order = order;
        this.mention = Pattern.compile(Stream.concat(
                        Stream.of(order.order().toString()),
                        order.names().stream().filter(name -> name.length() >= TELLING_LENGTH))
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![A-Za-z0-9._-])(?:", ")(?![A-Za-z0-9_-])")));
    }

    void see(JournalEntry entry) {
        names.see(entry.record());
        if (entry.sequence() < order.runBegan() || entry.sequence() >= order.end()) {
            return;
        }
        JournalRecord record = entry.record();
        if (record instanceof RunOpened opened) {
            opened(opened, entry);
        } else if (record instanceof Commanded commanded) {
            commanded(commanded, entry);
        } else if (entry.sequence() < order.intent()) {
            before(record, entry);
        } else if (!intent(record, entry)) {
            after(record, entry);
        }
    }

    private void opened(RunOpened opened, JournalEntry entry) {
        policy = opened.policy();
        if (entry.sequence() == order.runBegan()) {
            run = opened;
            Words said = new Words()
                    .put("mode", opened.mode())
                    .put("account", opened.account())
                    .put("environment", opened.environment())
                    .put("policy", opened.policy())
                    .put("library", opened.library())
                    .put("recording", opened.recording())
                    .put("seed", opened.seed())
                    .putText("data", opened.data());
            add(Topic.RUN, entry, said.toString());
        }
    }

    private void commanded(Commanded commanded, JournalEntry entry) {
        if (commanded.command() instanceof Command.ChangeLimits change) {
            policy = change.policy();
        } else if (commanded.command() instanceof Command.Resolve resolve
                && resolve.order().equals(order.order())
                && entry.sequence() > order.intent()) {
            Words said = new Words()
                    .put("outcome", resolve.placed() ? "PLACED" : "NEVER_PLACED")
                    .put("who", commanded.who())
                    .put("why", commanded.why());
            resolve.venueOrderId().ifPresent(id -> said.put("venueOrderId", id));
            add(Topic.RESOLUTION, entry, said.toString());
        }
    }

    // ---- before the intent: bars and the decision

    private void before(JournalRecord record, JournalEntry entry) {
        if (record instanceof BarArrived bar) {
            bar(bar, entry);
        } else if (record instanceof JournalRecord.HistoryArrived history) {
            history.bars().stream()
                    .filter(bar -> bar.instrument().equals(order.request().instrument()))
                    .forEach(bar -> bar(recorded(history.instrument(), bar), entry));
        } else if (record instanceof Decided decided) {
            decided(decided, entry);
        }
    }

    private static BarArrived recorded(int index, Bar bar) {
        return new BarArrived(
                index,
                bar.interval(),
                bar.startNanos(),
                bar.endNanos(),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume());
    }

    private void bar(BarArrived bar, JournalEntry entry) {
        boolean same = names.rules(bar.instrument())
                .filter(rules -> rules.id().equals(order.request().instrument()))
                .isPresent();
        if (same) {
            bars.addLast(new SeenBar(bar, entry));
            if (bars.size() > BARS) {
                bars.removeFirst();
            }
        }
    }

    private void decided(Decided decided, JournalEntry entry) {
        String id = order.request().decisionId();
        if (id.isEmpty() || !id.equals(decided.decisionId())) {
            return;
        }
        facts.remove(Topic.DECISION); // an id that was used before
        facts.remove(Topic.BARS);
        decision(decided, entry);
        tellBars();
    }

    private void decision(Decided decided, JournalEntry entry) {
        add(
                Topic.DECISION,
                entry,
                new Words()
                        .put("decision", decided.decisionId())
                        .put("strategy", names.strategy(decided.strategy()))
                        .put("instrument", decided.instrument())
                        .toString());
        decided.facts().forEach((key, value) -> add(Topic.DECISION, entry, Words.shown(key + ": " + value)));
    }

    private void tellBars() {
        for (SeenBar seen : bars) {
            Words said = new Words();
            RecordText.putBar(seen.bar(), said);
            add(Topic.BARS, seen.entry(), said.toString());
        }
        barsAreTold = true;
    }

    // ---- the intent

    private boolean intent(JournalRecord record, JournalEntry entry) {
        if (entry.sequence() == order.intent() && !barsAreTold) {
            tellBars();
        }
        if (record instanceof OrderIntended intended && entry.sequence() == order.intent()) {
            intended(intended, entry);
        } else if (record instanceof JournalRecord.OrderDenied denied && entry.sequence() == order.intent()) {
            Words said = new Words();
            OrderWords.put(denied.denial(), said);
            add(Topic.DENIAL, entry, said.toString());
            add(Topic.GATE, entry, new Words().put("policy", policy).toString());
            add(Topic.INTENT, entry, asked(denied.strategy()));
        } else {
            return false;
        }
        return true;
    }

    private void intended(OrderIntended intended, JournalEntry entry) {
        add(Topic.INTENT, entry, asked(intended.strategy()));
        Words seen = new Words().put("policy", policy);
        words.putGate(intended, seen);
        add(Topic.GATE, entry, seen.toString());
        if (!intended.legs().isEmpty()) {
            group(intended, entry);
        }
    }

    private String asked(int strategy) {
        Words said = new Words().put("strategy", names.strategy(strategy));
        OrderWords.put(order.request(), said);
        return said.toString();
    }

    private void group(OrderIntended intended, JournalEntry entry) {
        add(
                Topic.GROUP,
                entry,
                new Words()
                        .put("group", intended.contingency())
                        .put("handling", intended.handling())
                        .put("orders", 1 + intended.legs().size())
                        .toString());
        if (!intended.order().equals(order.order())) {
            add(Topic.GROUP, entry, intended.order() + " " + OrderWords.requestOf(intended.request()));
        }
        for (Leg leg : intended.legs()) {
            if (!leg.order().equals(order.order())) {
                add(Topic.GROUP, entry, leg.order() + " " + OrderWords.requestOf(leg.request()));
            }
        }
    }

    // ---- after the intent

    private void after(JournalRecord record, JournalEntry entry) {
        if (record instanceof JournalRecord.Reported reported) {
            if (order.isNamedBy(reported.report().key())) {
                add(isExecution(reported.report()) ? Topic.FILLS : Topic.REPORTS, entry, said(record));
            }
        } else if (record instanceof JournalRecord.SubmitAnswered answered) {
            addIf(answered.order().equals(order.order()), Topic.ANSWERS, entry);
        } else if (record instanceof JournalRecord.ActionAnswered answered) {
            addIf(answered.order().equals(order.order()), Topic.ANSWERS, entry);
        } else if (record instanceof JournalRecord.EventTold told) {
            addIf(told.order().equals(order.order()), Topic.TOLD, entry);
        } else if (record instanceof JournalRecord.Alarmed alarmed) {
            addIf(mention.matcher(alarmed.detail()).find(), Topic.ALARMS, entry);
        } else if (record instanceof JournalRecord.Reconciled reconciled) {
            reconciled.lines().stream()
                    .filter(line -> mention.matcher(line).find())
                    .forEach(line -> add(Topic.RECONCILIATION, entry, Words.shown(line)));
        } else if (record instanceof VenueRead read) {
            venue(read, entry);
        } else if (record instanceof Decided decided) {
            lateDecision(decided, entry);
        } else {
            change(record, entry);
        }
    }

    /** Of a strategy that writes its decision down behind the orders that came from it. */
    private void lateDecision(Decided decided, JournalEntry entry) {
        if (!facts.containsKey(Topic.DECISION) && order.request().decisionId().equals(decided.decisionId())) {
            decision(decided, entry);
        }
    }

    private static boolean isExecution(OrderReport report) {
        return report instanceof OrderReport.Filled
                || report instanceof OrderReport.FilledUnpriced
                || report instanceof OrderReport.Priced
                || report instanceof OrderReport.Corrected
                || report instanceof OrderReport.Busted;
    }

    private void change(JournalRecord record, JournalEntry entry) {
        boolean ours = (record instanceof JournalRecord.ReplaceIntended replace
                        && replace.order().equals(order.order()))
                || (record instanceof JournalRecord.CancelIntended cancel
                        && cancel.order().equals(order.order()))
                || (record instanceof JournalRecord.LegIntended leg
                        && leg.order().equals(order.order()))
                || (record instanceof JournalRecord.LegRecalled leg
                        && leg.order().equals(order.order()))
                || (record instanceof JournalRecord.LegRevised leg
                        && leg.order().equals(order.order()));
        if (ours) {
            add(Topic.CHANGES, entry, entry.kind() + " " + said(record));
        }
    }

    private void venue(VenueRead read, JournalEntry entry) {
        Stream.concat(read.openOrders().stream(), read.lookedUp().stream())
                .filter(at -> order.isNamedBy(at.key()))
                .forEach(at ->
                        add(Topic.RECONCILIATION, entry, Words.shown("the venue shows " + OrderWords.inWords(at))));
        read.notFound().stream()
                .filter(order::isNamedBy)
                .forEach(key -> add(Topic.RECONCILIATION, entry, "the venue was asked for it and does not know it"));
        read.executions().stream()
                .filter(execution -> order.isNamedBy(execution.key()))
                .forEach(execution -> {
                    Words said = new Words();
                    OrderWords.put(execution.fill(), said);
                    add(Topic.RECONCILIATION, entry, "the venue lists the execution " + said);
                });
    }

    private String said(JournalRecord record) {
        Words said = new Words();
        if (record instanceof JournalRecord.Alarmed alarmed) {
            return said.put("code", alarmed.code())
                    .put("detail", alarmed.detail())
                    .toString();
        }
        words.put(record, said);
        return said.toString();
    }

    private void addIf(boolean ours, Topic topic, JournalEntry entry) {
        if (ours) {
            add(topic, entry, said(entry.record()));
        }
    }

    private void add(Topic topic, JournalEntry entry, String text) {
        facts.computeIfAbsent(topic, key -> new ArrayList<>()).add(new Fact(entry.sequence(), entry.timeNanos(), text));
    }

    // ---- the whole

    Explanation told() {
        if (!facts.containsKey(Topic.DECISION)) {
            String id = order.request().decisionId();
            notWritten(
                    Topic.DECISION,
                    id.isEmpty()
                            ? "the order names no decision"
                            : "decision " + Words.shown(id) + " was not written down");
        }
        if (!facts.containsKey(Topic.BARS)) {
            notWritten(Topic.BARS, whyNoBars());
        }
        List<Part> parts = new ArrayList<>();
        facts.forEach((topic, of) -> parts.add(new Part(topic, of)));
        return new Explanation(
                order.order(), order.names().stream().map(Words::shown).toList(), parts);
    }

    private String whyNoBars() {
        RunOpened opened = run;
        if (opened == null) {
            return "none were written down, and the beginning of the run is no longer kept";
        }
        if (!opened.data().isEmpty()) {
            return "none were written down: the run's data has the hash " + opened.data();
        }
        return opened.recording() == Recording.ORDERS_ONLY
                ? "none were written down: the run recorded ORDERS_ONLY"
                : "there were none of " + order.request().instrument();
    }

    private void notWritten(Topic topic, String why) {
        facts.put(topic, List.of(new Fact(0, 0, why)));
    }
}
