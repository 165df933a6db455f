package io.fairlead.examples;

import io.fairlead.api.FairleadException;
import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.spi.Broker;
import io.fairlead.spi.DiagnosticsFacet;
import io.fairlead.spi.DiagnosticsFacet.Check;
import io.fairlead.spi.DiagnosticsFacet.Verdict;
import io.fairlead.spi.ReferenceFacet;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./fairlead doctor}: what a person should know before trading at a broker. */
@Command(
        name = "doctor",
        sortOptions = false,
        description = "Checks credentials, clock, permissions, account and limits of a broker; read-only.",
        footer = {"", "Example:", "  ALPACA_API_KEY=… ALPACA_API_SECRET=… ./fairlead doctor --broker alpaca"},
        exitCodeList = {"0:fit to trade, warnings included", "1:a fault; the table says which", "2:bad input"})
final class DoctorCommand implements Callable<Integer> {
    private static final int FAULTY = 1;
    private static final Duration WORRYING_OFFSET = Duration.ofSeconds(1);

    @ParentCommand
    private FairleadCli program = FairleadCli.plain();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BrokerOptions options = new BrokerOptions();

    @Override
    public Integer call() {
        BrokerChoice choice = options.choose(program.variables());
        List<Check> checks = examine(choice);
        PrintWriter out = spec.commandLine().getOut();
        TextTable table = new TextTable("", "check", "detail");
        checks.forEach(check -> table.row(check.verdict().name(), check.name(), check.detail()));
        table.lines().forEach(out::println);
        long faults = count(checks, Verdict.FAULT);
        out.println();
        out.println(choice.provider().id() + ": " + checks.size() + " checks, " + count(checks, Verdict.WARNING)
                + " warnings, " + faults + " faults");
        return faults == 0 ? 0 : FAULTY;
    }

    private static long count(List<Check> checks, Verdict verdict) {
        return checks.stream().filter(check -> check.verdict() == verdict).count();
    }

    private static List<Check> examine(BrokerChoice choice) {
        List<Check> checks = new ArrayList<>();
        OpenBroker open;
        try {
            open = OpenBroker.begin(choice);
        } catch (FairleadException e) {
            checks.add(new Check("configuration", Verdict.FAULT, String.valueOf(e.getMessage())));
            return checks;
        }
        try (open) {
            checks.add(new Check("configuration", Verdict.OK, choice.config().toString()));
            boolean up = attempt(checks, "connection", () -> {
                String detail = open.awaitUp();
                checks.add(new Check("connection", Verdict.OK, detail.isBlank() ? "up" : detail));
            });
            if (up) {
                checks.add(money(open.broker()));
            }
            facet(open, up, checks);
        }
        return checks;
    }

    private static void facet(OpenBroker open, boolean up, List<Check> checks) {
        DiagnosticsFacet own = open.broker().diagnostics().orElse(null);
        if (own != null) {
            attempt(checks, "diagnostics", () -> checks.addAll(open.ask("its diagnosis", own::examine)));
        } else {
            checks.add(new Check("diagnostics", Verdict.WARNING, "this plug-in has none of its own"));
        }
        if (up && own == null) {
            attempt(checks, "account snapshot", () -> {
                int positions = open.ask("the account", open.broker().accounts()::snapshot)
                        .positions()
                        .size();
                checks.add(new Check("account snapshot", Verdict.OK, "readable, positions=" + positions));
            });
            attempt(checks, "open orders", () -> {
                int count = open.ask("open orders", open.broker().orders()::openOrders)
                        .size();
                checks.add(new Check("open orders", Verdict.OK, "readable, open=" + count));
            });
            open.broker().reference().ifPresent(reference -> clock(open, reference, checks));
        }
    }

    private static void clock(OpenBroker open, ReferenceFacet reference, List<Check> checks) {
        try {
            Clock ours = Clock.systemUTC();
            Instant before = ours.instant();
            Instant theirs = open.ask("the venue's clock", reference::time);
            Instant after = ours.instant();
            Instant middle = before.plus(Duration.between(before, after).dividedBy(2));
            Duration offset = Duration.between(middle, theirs);
            boolean fine = offset.abs().compareTo(WORRYING_OFFSET) <= 0;
            checks.add(new Check(
                    "clock offset",
                    fine ? Verdict.OK : Verdict.WARNING,
                    "venue minus here=" + offset.toMillis() + " ms" + (fine ? "" : "; set this machine's clock")));
        } catch (UnsupportedCapabilityException e) {
            checks.add(new Check("clock offset", Verdict.WARNING, "cannot be told: " + e.getMessage()));
        } catch (FairleadException e) {
            checks.add(new Check("clock offset", Verdict.FAULT, String.valueOf(e.getMessage())));
        }
    }

    private static Check money(Broker broker) {
        String detail = broker.account() + ", environment=" + broker.environment();
        return broker.isRealMoney()
                ? new Check("account", Verdict.WARNING, detail + ", REAL MONEY")
                : new Check("account", Verdict.OK, detail + ", no real money");
    }

    /** Whether it went through; if not, that is a fault of its own. */
    private static boolean attempt(List<Check> checks, String name, Runnable check) {
        try {
            check.run();
            return true;
        } catch (FairleadException e) {
            checks.add(new Check(name, Verdict.FAULT, String.valueOf(e.getMessage())));
            return false;
        }
    }
}
