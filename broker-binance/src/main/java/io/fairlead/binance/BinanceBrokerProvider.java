package io.fairlead.binance;

import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.ProviderConfig;
import java.util.List;

/**
 * Binance spot: demo (the default), testnet and live, with HMAC or Ed25519 keys. Connections of one provider count together what they use
 * of the venue's limits, so a host with several sessions hands the same provider to each. The service loader makes a new one each time.
 */
public final class BinanceBrokerProvider implements BrokerProvider {
    static final String ID = "binance";

    private final AddressLimits limits = new AddressLimits();

    /** For the service loader, and for hosts that share one among sessions. */
    public BinanceBrokerProvider() {}

    AddressLimits limits() {
        return limits;
    }

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
        return BinanceSettings.KEYS;
    }

    @Override
    public List<String> environments() {
        return Environment.names();
    }

    @Override
    public Capabilities capabilities(String environment) {
        Environment.of(environment);
        return BinanceCapabilities.spot();
    }

    @Override
    public String accountNumber(ProviderConfig config) {
        return config.value("account")
                .or(() -> config.value("environment").map(environment -> "binance-" + environment))
                .orElse("binance-" + Environment.DEMO.id());
    }

    @Override
    public Broker connect(ProviderConfig config, Lent lent) {
        return BinanceBroker.connect(BinanceSettings.forAccount(config), lent, limits);
    }
}
