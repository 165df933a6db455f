package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.VenueOrder;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./fairlead cancel}: asks for the end of orders, and looks at what came of it. */
@Command(
        name = "cancel",
        sortOptions = false,
        description = "Cancels one order or all open orders of an account at a broker.",
        footer = {
            "",
            "Examples:",
            "  ./fairlead cancel --broker alpaca --client-order tk-7f3a-000012",
            "  ./fairlead cancel --broker alpaca --all",
            "",
            "An order may fill before its cancel is handled: what became of it is shown."
        },
        exitCodeList = {
            "0:asked for, or nothing was open",
            "1:refused, unknown, or no answer; look with ./fairlead snapshot",
            "2:bad input; the message says what to change"
        })
final class CancelCommand implements Callable<Integer> {
    private static final int NOT_DONE = 1;

    @ParentCommand
    private FairleadCli program = FairleadCli.plain();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BrokerOptions options = new BrokerOptions();

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    /** Which orders; exactly one of these. */
    static final class Which {
        @Option(names = "--order", paramLabel = "ID", description = "The order that the venue calls so.")
        private @Nullable String venueOrder;

        @Option(names = "--client-order", paramLabel = "ID", description = "The order of this client id.")
        private @Nullable String clientOrder;

        @Option(names = "--all", description = "Every open order, those made elsewhere included.")
        private boolean all;
    }

    @Override
    public Integer call() {
        try (OpenBroker open = OpenBroker.connect(options.choose(program.variables()))) {
            PrintWriter out = spec.commandLine().getOut();
            SnapshotCommand.head(open.broker(), out);
            OrderFacet orders = open.broker().orders();
            List<OrderKey> keys = which.all ? openOrders(open, orders) : List.of(key());
            if (keys.isEmpty()) {
                out.println("no open orders");
            }
            boolean done = true;
            for (OrderKey key : keys) {
                done &= cancel(open, orders, key, out);
            }
            return done ? 0 : NOT_DONE;
        }
    }

    private static List<OrderKey> openOrders(OpenBroker open, OrderFacet orders) {
        return open.ask("open orders", orders::openOrders).stream()
                .map(VenueOrder::key)
                .toList();
    }

    private OrderKey key() {
        try {
            String venueOrder = which.venueOrder;
            if (venueOrder != null) {
                return OrderKey.of(new VenueOrderId(venueOrder));
            }
            return OrderKey.of(new ClientOrderId(String.valueOf(which.clientOrder)));
        } catch (IllegalArgumentException e) {
            throw new BadInputException("that is no order id: " + e.getMessage(), e);
        }
    }

    /** Whether the venue took it in, or the order has ended anyway; what goes wrong with one keeps no other from its cancel. */
    private static boolean cancel(OpenBroker open, OrderFacet orders, OrderKey key, PrintWriter out) {
        try {
            ActionResult result = open.ask("the cancel of " + key, () -> orders.cancel(key));
            String said = result.match(
                    taken -> "taken in",
                    refused -> "REFUSED: " + refused.venueText(),
                    unknown -> "UNKNOWN: " + unknown.what() + "; it may still be open");
            Optional<VenueOrder> now = open.ask("order " + key, () -> orders.order(key));
            out.println(key + "  " + said + "; now "
                    + now.map(order -> order.lifecycle() + ", filled " + order.filledQuantity())
                            .orElse("not known to the venue"));
            boolean ended = now.filter(order -> order.lifecycle().isEnd()).isPresent();
            return result instanceof ActionResult.Taken || ended;
        } catch (VenueFault fault) {
            out.println(key + "  " + fault.getMessage());
            return false;
        }
    }
}
