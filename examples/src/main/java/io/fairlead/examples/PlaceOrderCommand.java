package io.fairlead.examples;

import io.fairlead.api.AccountId;
import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.FairleadException;
import io.fairlead.api.Money;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.core.engine.Alarm;
import io.fairlead.core.engine.Arming;
import io.fairlead.core.engine.Mode;
import io.fairlead.core.engine.SessionBuilder;
import io.fairlead.core.engine.SessionListener;
import io.fairlead.core.engine.TradingSession;
import io.fairlead.core.risk.RiskEnvironment;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.spi.Broker;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.spi.Secret;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * {@code ./fairlead place-order}: one order through a real session, with the standard risk policy. Without {@code --send} the session
 * runs dry: everything happens but the sending.
 */
@Command(
        name = "place-order",
        sortOptions = false,
        description = "Shows what would be sent and what the risk gate says; with --send, sends it.",
        footer = {
            "",
            "Examples:",
            "  ./fairlead place-order --broker alpaca --instrument AAPL.US --side buy --quantity 1 --limit 200",
            "  ./fairlead place-order --broker alpaca --instrument AAPL.US --side buy --quantity 1 --limit 200 --send",
            "",
            "Real money needs --send, --real-money and --account, TRADING_LIVE_ENABLED=true and TRADING_ORDER_TOKEN.",
            "MAX_POSITION_SIZE, MAX_DAILY_LOSS, MAX_OPEN_ORDERS, RISK_PER_TRADE and TRADING_DRY_RUN are heeded."
        },
        exitCodeList = {
            "0:the gate lets it pass (dry run); working, filled, or ended after fills (--send)",
            "1:denied, rejected, unknown, or no answer",
            "2:bad input; the message says what to change"
        })
final class PlaceOrderCommand implements Callable<Integer> {
    private static final int NOT_PLACED = 1;
    private static final String DRY_RUN = "DRY_RUN";

    @ParentCommand
    private FairleadCli program = FairleadCli.plain();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BrokerOptions options = new BrokerOptions();

    @Mixin
    private OrderOptions order = new OrderOptions();

    @Option(names = "--send", description = "Sends the order; without it nothing leaves this machine.")
    private boolean send;

    @Option(names = "--real-money", description = "Permits an account with real money; with --account.")
    private boolean realMoney;

    @Option(
            names = "--account",
            paramLabel = "NUMBER",
            description = "The account that is meant, as the venue names it.")
    private @Nullable String account;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description =
                    "Folder of the account's journal, for --send; fairlead-journal/BROKER-ENVIRONMENT unless said.")
    private @Nullable Path journal;

    @Option(
            names = "--rate",
            paramLabel = "CURRENCY=VALUE",
            description =
                    "What one of a currency is worth in the instrument's quote currency; the venue's last price of it"
                            + " unless said.")
    private Map<String, BigDecimal> rates = new TreeMap<>();

    /** What is known before the session opens. */
    private record Venue(Broker broker, Instrument rules, SortedMap<Currency, BigDecimal> rates) {}

    @Override
    public Integer call() {
        BrokerChoice choice = options.choose(program.variables());
        Venue venue;
        try (OpenBroker open = OpenBroker.connect(choice)) {
            Instrument rules = rules(open, choice);
            venue = new Venue(open.broker(), rules, AccountRates.find(open, rules.quoteCurrency(), rates));
        }
        PrintWriter out = spec.commandLine().getOut();
        OrderRequest wanted = order.request(venue.rules());
        SnapshotCommand.head(venue.broker(), out);
        out.println("order: " + wanted);
        order.requireLookedAfter(
                wanted,
                venue.rules(),
                venue.broker().capabilities().nativeGroups(),
                choice.provider().id());
        refuseUnarmed(venue.broker());
        return run(choice, venue, out);
    }

    private Instrument rules(OpenBroker open, BrokerChoice choice) {
        ReferenceFacet reference = open.broker()
                .reference()
                .orElseThrow(() -> new BadInputException(
                        "'" + choice.provider().id() + "' lists no instruments; an order cannot be checked"));
        return open.ask("instrument " + order.instrument(), () -> reference.instrument(order.instrument()))
                .orElseThrow(() -> new BadInputException("'" + choice.provider().id() + "' has no instrument "
                        + order.instrument() + "; write symbol and market as the plug-in does, like AAPL.US"));
    }

    /** Everything about real money that can be said before a session opens; what is left, arming checks. */
    private void refuseUnarmed(Broker broker) {
        if (account != null && !account.equals(broker.account().number())) {
            throw new BadInputException("--account " + account + " is meant, connected is " + broker.account());
        }
        if (send && broker.isRealMoney() && (!realMoney || account == null)) {
            throw new BadInputException("account " + broker.account() + " moves real money: to send, add --real-money"
                    + " --account " + broker.account().number()
                    + ", and set TRADING_LIVE_ENABLED=true and TRADING_ORDER_TOKEN");
        }
    }

    private int run(BrokerChoice choice, Venue venue, PrintWriter out) {
        RiskEnvironment limits =
                RiskEnvironment.from(program.variables(), venue.rules().quoteCurrency());
        List<String> alarms = new CopyOnWriteArrayList<>();
        List<String> events = new CopyOnWriteArrayList<>();
        CompletableFuture<OneOrder.Seen> submitted = new CompletableFuture<>();
        CompletableFuture<OrderTicket> settled = new CompletableFuture<>();
        Capabilities can = venue.broker().capabilities();
        SessionBuilder builder = TradingSession.builder()
                .mode(send ? Mode.LIVE : Mode.DRY_RUN)
                .broker(choice.provider(), choice.config())
                .instruments(order.instrument())
                .cash(Money.zero(venue.rules().quoteCurrency()))
                .risk(RiskPolicy.standard())
                .environment(limits)
                .listener(new SessionListener() {
                    @Override
                    public void onAlarm(Alarm alarm) {
                        alarms.add("alarm: " + alarm.code() + " " + alarm.detail());
                    }
                })
                .strategy(() -> new OneOrder(order.instrument(), order::request, can, events::add, submitted, settled));
        venue.rates().forEach(builder::rate);
        if (send) {
            builder.journal(journalFolder(choice));
        }
        boolean told;
        try (TradingSession session = open(builder, venue.broker(), limits)) {
            out.println("mode: " + session.mode() + ", policy: " + session.policy());
            tellOfFailure(session, submitted, settled);
            told = outcome(choice, submitted, settled, out);
        } finally {
            events.forEach(out::println);
            alarms.forEach(out::println);
        }
        return told ? 0 : NOT_PLACED;
    }

    /** A session that fails has nothing more to say: whoever waits must hear of it. */
    private static void tellOfFailure(
            TradingSession session,
            CompletableFuture<OneOrder.Seen> submitted,
            CompletableFuture<OrderTicket> settled) {
        Thread watcher = new Thread(
                () -> {
                    try {
                        session.awaitClose();
                    } catch (CompletionException e) {
                        Throwable why = e.getCause() == null ? e : e.getCause();
                        submitted.completeExceptionally(why);
                        settled.completeExceptionally(why);
                    }
                },
                "fairlead-session-watcher");
        watcher.setDaemon(true);
        watcher.start();
    }

    private Path journalFolder(BrokerChoice choice) {
        return journal != null
                ? journal
                : Path.of("fairlead-journal", choice.provider().id() + "-" + choice.environment());
    }

    private TradingSession open(SessionBuilder builder, Broker broker, RiskEnvironment limits) {
        Optional<Secret> token = limits.orderToken();
        if (!send || !realMoney) {
            return builder.open();
        }
        AccountId meant = AccountId.of(broker.account().venue(), String.valueOf(account));
        return builder.open(Arming.of(token.orElse(Secret.of("")), meant));
    }

    /** Whether it went as it was meant to. */
    private boolean outcome(
            BrokerChoice choice,
            CompletableFuture<OneOrder.Seen> submitted,
            CompletableFuture<OrderTicket> settled,
            PrintWriter out) {
        OneOrder.Seen seen = await(submitted, choice, "the gate's decision");
        out.println("judged at last price: " + seen.lastPrice());
        OrderTicket ticket = await(settled, choice, "the order's outcome");
        Optional<Denial> denial = ticket.denial();
        boolean dry = denial.filter(why -> why.code().equals(DRY_RUN)).isPresent();
        if (dry) {
            out.println("gate: PASSED; nothing was sent. Add --send to send it");
            return true;
        }
        if (denial.isPresent()) {
            out.println(
                    "gate: DENIED " + denial.get().code() + " " + denial.get().detail());
            out.println("remedy: " + denial.get().remedy());
            return false;
        }
        out.println("gate: PASSED; sent as " + ticket.clientOrderId()
                + ticket.venueOrderId().map(id -> ", the venue calls it " + id).orElse(""));
        out.println("status: " + ticket.status() + ", filled " + ticket.filledQuantity()
                + ticket.averagePrice().map(price -> " at " + price).orElse("")
                + (ticket.venueText().isEmpty() ? "" : ", the venue says: " + ticket.venueText()));
        boolean lost = ticket.status() == OrderStatus.UNKNOWN || ticket.status() == OrderStatus.REJECTED;
        return !lost;
    }

    private static <T> T await(CompletableFuture<T> answer, BrokerChoice choice, String what) {
        try {
            return answer.get(choice.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VenueFault("interrupted while waiting for " + what, e);
        } catch (TimeoutException e) {
            throw new VenueFault(
                    what + " did not come within " + choice.timeout().toSeconds()
                            + " s; look with ./fairlead snapshot --broker "
                            + choice.provider().id() + " before you do anything again",
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FairleadException told) {
                throw told;
            }
            throw new VenueFault(what + " failed: " + e.getCause(), e);
        }
    }
}
