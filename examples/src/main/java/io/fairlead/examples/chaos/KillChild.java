package io.fairlead.examples.chaos;

import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.engine.ClosePolicy;
import io.fairlead.core.engine.CloseReport;
import io.fairlead.core.engine.Mode;
import io.fairlead.core.engine.SessionListener;
import io.fairlead.core.engine.TradingSession;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.spi.ProviderConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The process that is killed: a live session on a journal in a folder. Killed, it says nothing; left alone, it tells what it knows. */
final class KillChild {
    private KillChild() {}

    /** Arguments: the venue's port, the journal's folder, a seed, and how many milliseconds to settle; 0 to trade until killed. */
    public static void main(String[] args) throws IOException, InterruptedException {
        long settleMillis = Long.parseLong(args[3]);
        SplittableRandom chance = new SplittableRandom(Long.parseLong(args[2]));
        PrintStream out = System.out;
        TradingSession session = TradingSession.builder()
                .mode(Mode.LIVE)
                .broker(new KillBroker(Integer.parseInt(args[0])), ProviderConfig.empty())
                .instruments(ModelVenue.ID)
                .risk(RiskPolicy.research())
                .strategy(() -> new ChaosStrategy(chance, () -> settleMillis == 0))
                .listener(new SessionListener() {})
                .journal(Path.of(args[1]))
                .onClose(ClosePolicy.LEAVE)
                .open();
        out.println("STARTED");
        out.flush();
        if (settleMillis == 0) {
            new CountDownLatch(1).await(); // until it is killed
        }
        new CountDownLatch(1).await(settleMillis, TimeUnit.MILLISECONDS);
        session.close();
        out.println(words(session, session.awaitClose()));
    }

    private static String words(TradingSession session, CloseReport report) {
        TreeSet<String> open = new TreeSet<>();
        for (OrderTicket order : report.openOrders()) {
            order.venueOrderId().map(VenueOrderId::value).ifPresent(open::add);
        }
        BigDecimal held = session.account().positions().stream()
                .filter(position -> position.instrument().equals(ModelVenue.ID))
                .map(position -> position.quantity().value().multiply(BigDecimal.valueOf(position.direction())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return "BOOKS cash=" + session.account().cash(ModelVenue.USD) + " position=" + held.toPlainString() + " open="
                + open + " unknown=" + report.unknown().size();
    }
}
