package io.fairlead.examples;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.AccountFacet.Snapshot;
import io.fairlead.spi.Broker;
import io.fairlead.spi.VenueOrder;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./fairlead snapshot}: cash, positions and open orders of an account. */
@Command(
        name = "snapshot",
        sortOptions = false,
        description = "Shows cash, positions and open orders of an account at a broker; read-only.",
        footer = {"", "Example:", "  ./fairlead snapshot --broker alpaca"},
        exitCodeList = {"0:done", "1:the venue did not answer", "2:bad input; the message says what to change"})
final class SnapshotCommand implements Callable<Integer> {
    @ParentCommand
    private FairleadCli program = FairleadCli.plain();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BrokerOptions options = new BrokerOptions();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (OpenBroker open = OpenBroker.connect(options.choose(program.variables()))) {
            Broker broker = open.broker();
            Snapshot account = open.ask("the account", broker.accounts()::snapshot);
            List<VenueOrder> orders = open.ask("open orders", broker.orders()::openOrders);
            head(broker, out);
            out.println();
            TextTable cash = new TextTable("cash", ">amount");
            account.cash().forEach(amount -> cash.row(amount.currency().code(), plain(amount)));
            cash.lines().forEach(out::println);
            out.println();
            positions(account, out);
            out.println();
            orders(orders, out);
        }
        return 0;
    }

    private static String plain(Money amount) {
        return amount.value().toPlainString();
    }

    /** Whose account it is, and whether its money is real. */
    static void head(Broker broker, PrintWriter out) {
        out.println("account " + broker.account() + ", environment " + broker.environment()
                + (broker.isRealMoney() ? ", REAL MONEY" : ", no real money"));
    }

    /** What is held. */
    static void positions(Snapshot account, PrintWriter out) {
        if (account.positions().isEmpty()) {
            out.println("no positions");
            return;
        }
        TextTable table = new TextTable("instrument", "side", ">quantity", ">average price");
        account.positions().stream()
                .sorted(Comparator.comparing(holding -> holding.instrument()))
                .forEach(holding -> table.row(
                        holding.instrument().toString(),
                        holding.direction().sign() > 0 ? "long" : "short",
                        holding.quantity().toString(),
                        holding.averagePrice().map(Price::toString).orElse("-")));
        table.lines().forEach(out::println);
    }

    /** What works. */
    static void orders(List<VenueOrder> orders, PrintWriter out) {
        if (orders.isEmpty()) {
            out.println("no open orders");
            return;
        }
        TextTable table = new TextTable(
                "venue order id",
                "client order id",
                "instrument",
                "side",
                "type",
                ">quantity",
                ">filled",
                ">limit",
                ">trigger",
                "in force",
                "state");
        orders.stream()
                .sorted(Comparator.comparingLong(VenueOrder::createdNanos))
                .forEach(order -> table.row(
                        order.key().venueOrderId().map(VenueOrderId::toString).orElse("-"),
                        order.key().clientOrderId().map(ClientOrderId::toString).orElse("-"),
                        order.instrument().toString(),
                        order.side().name(),
                        order.type().name(),
                        order.quantity().map(Quantity::toString).orElse("-"),
                        order.filledQuantity().toString(),
                        order.limitPrice().map(Price::toString).orElse("-"),
                        order.triggerPrice().map(Price::toString).orElse("-"),
                        order.timeInForce().name(),
                        order.lifecycle().name()));
        table.lines().forEach(out::println);
    }
}
