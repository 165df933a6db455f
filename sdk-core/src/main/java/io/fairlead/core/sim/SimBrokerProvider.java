package io.fairlead.core.sim;

import io.fairlead.api.BadInputException;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.ProviderConfig;
import java.util.List;
import java.util.Objects;

/**
 * The simulated venue as a plug-in. Found by {@link java.util.ServiceLoader} it starts from the defaults of {@link SimConfig}; made
 * with {@link #of(SimConfig)} it starts from that. What the settings name is changed, all else stays. Any thread.
 */
public final class SimBrokerProvider implements BrokerProvider {
    private final SimConfig start;

    /** For the service loader: the defaults. */
    public SimBrokerProvider() {
        this(SimConfig.builder().build());
    }

    private SimBrokerProvider(SimConfig start) {
        this.start = start;
    }

    /** A provider of venues of this kind. */
    public static SimBrokerProvider of(SimConfig config) {
        return new SimBrokerProvider(Objects.requireNonNull(config, "config"));
    }

    @Override
    public String id() {
        return SimulatedVenue.ID;
    }

    @Override
    public String version() {
        String version = getClass().getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public List<ConfigKey> configKeys() {
        return SimSettings.KEYS;
    }

    @Override
    public List<String> environments() {
        return List.of(SimulatedVenue.ENVIRONMENT);
    }

    @Override
    public Capabilities capabilities(String environment) {
        if (!environment.equals(SimulatedVenue.ENVIRONMENT)) {
            throw new BadInputException("the simulated venue has no environment '" + environment + "'; it has "
                    + SimulatedVenue.ENVIRONMENT);
        }
        return SimCapabilities.of(start.shortSelling());
    }

    @Override
    public String accountNumber(ProviderConfig config) {
        return config.value(SimSettings.ACCOUNT).orElse(start.account());
    }

    @Override
    public Broker connect(ProviderConfig config, Lent lent) {
        return SimulatedVenue.connect(SimSettings.apply(config, start), lent);
    }
}
