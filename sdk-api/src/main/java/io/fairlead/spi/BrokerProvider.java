package io.fairlead.spi;

import io.fairlead.api.risk.ApprovalVerifier;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A broker plug-in, found by {@link java.util.ServiceLoader}. Its constructor does nothing; two providers of one id are refused by
 * name. Works from a plain {@code main} too.
 */
public interface BrokerProvider {
    /** Its id, lower case with dashes: {@code "binance"}. */
    String id();

    /** Its version, for reports. */
    String version();

    /** The settings that it understands. */
    List<ConfigKey> configKeys();

    /** The venue's environments, the default first; the default is never the one with real money. */
    List<String> environments();

    /**
     * What an environment can do.
     *
     * @throws io.fairlead.api.BadInputException if there is no such environment
     */
    Capabilities capabilities(String environment);

    /** The account that these settings lead to, as far as they tell it without asking the venue; a name where they do not. */
    String accountNumber(ProviderConfig config);

    /**
     * Connects one account. Returns at once; that the connection is up, and may trade, comes as an event.
     *
     * @throws io.fairlead.api.BadInputException if the settings cannot be used; it lists every fault
     */
    Broker connect(ProviderConfig config, Lent lent);

    /**
     * What the session lends, so that a test can move time and see every task.
     *
     * @param clock time
     * @param io where the adapter's tasks run
     * @param approvals asked before a byte of an order or a change leaves
     * @param listener takes what happens; calls to it may come from any thread, one at a time per broker
     */
    record Lent(Clock clock, ScheduledExecutorService io, ApprovalVerifier approvals, BrokerListener listener) {}
}
