package io.fairlead.alpaca;

import io.fairlead.api.BadInputException;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.ProviderConfig;
import java.util.List;

/** Alpaca: US shares, options (single legs) and crypto; paper (the default) and live. */
public final class AlpacaBrokerProvider implements BrokerProvider {
    static final String ID = "alpaca";

    /** For the service loader. */
    public AlpacaBrokerProvider() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String version() {
        return versionOf(getClass());
    }

    static String versionOf(Class<?> type) {
        String version = type.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public List<ConfigKey> configKeys() {
        return AlpacaSettings.KEYS;
    }

    @Override
    public List<String> environments() {
        return List.of(AlpacaSettings.PAPER, AlpacaSettings.LIVE);
    }

    @Override
    public Capabilities capabilities(String environment) {
        if (!environments().contains(environment)) {
            throw new BadInputException("Alpaca has no environment '" + environment + "'; it has " + environments());
        }
        return AlpacaCapabilities.all();
    }

    @Override
    public String accountNumber(ProviderConfig config) {
        return config.value("account")
                .filter(number -> !number.isBlank())
                .orElse("alpaca-" + AlpacaSettings.environmentOf(config));
    }

    @Override
    public Broker connect(ProviderConfig config, Lent lent) {
        return AlpacaBroker.connect(AlpacaSettings.forAccount(config), lent);
    }
}
