package io.fairlead.examples.programs;

import io.fairlead.alpaca.AlpacaBrokerProvider;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.core.engine.Mode;
import io.fairlead.core.engine.TradingSession;
import io.fairlead.examples.SmaCrossover;
import io.fairlead.spi.ProviderConfig;
import java.nio.file.Path;

/** A strategy on a paper account, until the program is ended: keys from the environment, the standard risk policy, a journal. */
public final class OnAlpaca {
    public static void main(String[] args) {
        ProviderConfig config =
                ProviderConfig.fromEnvironment(new AlpacaBrokerProvider().configKeys(), System.getenv());
        try (TradingSession session = open(config, Path.of("journal"))) {
            session.awaitClose();
        }
    }

    static TradingSession open(ProviderConfig config, Path journal) {
        return TradingSession.builder()
                .broker("alpaca", config)
                .instruments(InstrumentId.of("AAPL", "US"))
                .strategy(SmaCrossover::new)
                .journal(journal)
                .mode(Mode.LIVE)
                .open();
    }
}
