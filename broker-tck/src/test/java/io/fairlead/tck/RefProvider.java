package io.fairlead.tck;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.Capabilities.Feature;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.NativeGroups;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.ReplaceSupport;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The reference broker as a plug-in: with everything declared, or with next to nothing. */
final class RefProvider implements BrokerProvider {
    static final List<ConfigKey> KEYS = List.of(
            new ConfigKey("api.token", "REF_API_TOKEN", true, true, "the token of the account"),
            new ConfigKey("rest.url", "REF_REST_URL", false, false, "where the venue is; https, or http on loopback"));

    private final RefVenue venue;
    private final boolean lean;
    private final Flaw flaw;
    private final java.util.function.Consumer<String> log;

    RefProvider(RefVenue venue, boolean lean, Flaw flaw, java.util.function.Consumer<String> log) {
        this.venue = venue;
        this.lean = lean;
        this.flaw = flaw;
        this.log = log;
    }

    @Override
    public String id() {
        return "reference";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<ConfigKey> configKeys() {
        return KEYS;
    }

    @Override
    public List<String> environments() {
        return List.of("paper");
    }

    @Override
    public Capabilities capabilities(String environment) {
        if (!environment.equals("paper")) {
            throw new BadInputException("no environment " + environment + "; there is paper");
        }
        return lean ? lean() : full();
    }

    private Capabilities full() {
        TimeInForce[] lasting = {TimeInForce.DAY, TimeInForce.GTC, TimeInForce.GTD};
        TimeInForce[] any = {TimeInForce.DAY, TimeInForce.GTC, TimeInForce.GTD, TimeInForce.IOC, TimeInForce.FOK};
        Capabilities.Builder builder = Capabilities.builder()
                .assetClasses(AssetClass.EQUITY, AssetClass.CRYPTO_SPOT)
                .order(OrderType.MARKET, any)
                .order(OrderType.LIMIT, any)
                .order(OrderType.STOP, lasting)
                .order(OrderType.STOP_LIMIT, lasting)
                .order(OrderType.TRAILING_STOP, lasting)
                .order(OrderType.MARKET_ON_OPEN, TimeInForce.OPG)
                .order(OrderType.LIMIT_ON_CLOSE, TimeInForce.CLS)
                .nativeGroups(NativeGroups.of(Contingency.OCO, Contingency.OTO, Contingency.BRACKET))
                .replace(ReplaceSupport.NEW_VENUE_ID)
                .clientIds(IdempotencyClass.DEDUP, ClientIdRule.text(36))
                .absenceProof(Duration.ofSeconds(5))
                .historyIntervals(BarInterval.ofMinutes(1), BarInterval.DAY);
        for (Feature feature : Feature.values()) {
            builder.features(feature);
        }
        return builder.build();
    }

    private static Capabilities lean() {
        return Capabilities.builder()
                .assetClasses(AssetClass.EQUITY, AssetClass.CRYPTO_SPOT)
                .order(OrderType.LIMIT, TimeInForce.GTC)
                .order(OrderType.MARKET, TimeInForce.DAY)
                .features(Feature.ORDER_STREAM)
                .build();
    }

    @Override
    public String accountNumber(ProviderConfig config) {
        return "ref-1";
    }

    @Override
    public Broker connect(ProviderConfig config, Lent lent) {
        if (flaw == Flaw.FIRST_BAD_SETTING_ONLY && config.values().size() > 1) {
            throw new BadInputException("unknown key " + config.values().firstKey());
        }
        config.check(id(), KEYS);
        config.value("rest.url").ifPresent(this::requireSafe);
        RefBroker broker = new RefBroker(
                venue, capabilities("paper"), config.secret("api.token").orElseThrow(), lent, flaw, log);
        broker.start();
        return broker;
    }

    private void requireSafe(String url) {
        URI uri = URI.create(url);
        boolean plain = uri.getScheme().equals("http") || uri.getScheme().equals("ws");
        if (plain && !uri.getHost().equals("127.0.0.1") && flaw != Flaw.PLAIN_URL_TAKEN) {
            throw new BadInputException("rest.url must be encrypted but on loopback, was " + url);
        }
    }
}
