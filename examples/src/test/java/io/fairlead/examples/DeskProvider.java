package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.ProviderConfig;
import java.util.List;

/** A plug-in of the tests' own: a desk in this JVM that the commands know no more of than of any other broker. */
public final class DeskProvider implements BrokerProvider {
    static final InstrumentId COIN = InstrumentId.of("COIN", "DESK");
    static final Instrument RULES = Instrument.cryptoSpot(COIN, Currency.of("COIN"), Currency.USD)
            .tick("0.01")
            .lotStep(Quantity.of("0.001"))
            .build();

    @Override
    public String id() {
        return "desk";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<ConfigKey> configKeys() {
        return List.of(
                new ConfigKey("environment", "DESK_ENVIRONMENT", false, false, "test or live; test unless said"),
                new ConfigKey(
                        "behaviour",
                        "",
                        false,
                        false,
                        "good, silent, closed, losing, rejecting or ill; good unless said"),
                new ConfigKey("api.secret", "DESK_SECRET", true, true, "the secret of the desk"));
    }

    @Override
    public List<String> environments() {
        return List.of("test", "live");
    }

    @Override
    public Capabilities capabilities(String environment) {
        if (!environments().contains(environment)) {
            throw new BadInputException("the desk has no environment '" + environment + "'");
        }
        return Capabilities.builder()
                .assetClasses(AssetClass.CRYPTO_SPOT)
                .order(OrderType.MARKET, TimeInForce.IOC, TimeInForce.GTC, TimeInForce.DAY)
                .order(OrderType.LIMIT, TimeInForce.GTC, TimeInForce.DAY)
                .clientIds(IdempotencyClass.DEDUP, ClientIdRule.text(36))
                .features(
                        Capabilities.Feature.FRACTIONAL,
                        Capabilities.Feature.ORDER_STREAM,
                        Capabilities.Feature.QUOTE_STREAM)
                .historyIntervals(BarInterval.ofMinutes(1), BarInterval.DAY)
                .build();
    }

    @Override
    public String accountNumber(ProviderConfig config) {
        return "7";
    }

    @Override
    public Broker connect(ProviderConfig config, Lent lent) {
        config.check(id(), configKeys());
        String secret = config.secret("api.secret").orElseThrow().reveal();
        if (!secret.equals("right")) {
            throw new BadInputException("the desk does not know this secret; look at DESK_SECRET");
        }
        return new Desk(
                config.value("environment").orElse("test"),
                config.value("behaviour").orElse("good"),
                lent);
    }
}
