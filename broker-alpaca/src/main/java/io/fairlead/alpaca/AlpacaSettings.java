package io.fairlead.alpaca;

import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import io.fairlead.support.ConfigReader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the settings say, checked.
 *
 * @param environment paper or live
 * @param trading trading REST, without {@code /v2}
 * @param data market data REST
 * @param orderStream order stream, path included
 * @param dataStream data streams, without the feed
 * @param keyId the key; empty for public crypto data alone
 * @param secret its secret
 * @param account number or name of the account
 * @param checkAccount whether the venue has to name the same account
 * @param feed iex, sip or delayed_sip
 * @param cryptoLocation us, us-1 or eu-1
 * @param timeout how long an answer may take
 * @param patience how long an order may wait for the rate budget
 * @param lookBack how far back fills are looked through for corrections
 * @param tradingPerMinute requests a minute on the trading API
 * @param dataPerMinute requests a minute on the data API
 * @param heartbeat how often a stream is asked for a sign of life
 * @param silence how long it may say nothing
 * @param firstWait bound of the first wait before reconnecting
 * @param longestWait bound of all waits before reconnecting
 */
record AlpacaSettings(
        String environment,
        URI trading,
        URI data,
        URI orderStream,
        URI dataStream,
        Optional<Secret> keyId,
        Optional<Secret> secret,
        String account,
        boolean checkAccount,
        String feed,
        String cryptoLocation,
        Duration timeout,
        Duration patience,
        Duration lookBack,
        int tradingPerMinute,
        int dataPerMinute,
        Duration heartbeat,
        Duration silence,
        Duration firstWait,
        Duration longestWait) {
    static final String PAPER = "paper";
    static final String LIVE = "live";
    private static final String LIVE_HOST = "api.alpaca.markets";
    private static final String FAULTS_OF = "alpaca";

    static final List<ConfigKey> DATA_KEYS = List.of(
            secret("api.key", "ALPACA_API_KEY", false, "the key's id; public crypto data needs none"),
            secret("api.secret", "ALPACA_SECRET_KEY", false, "the key's secret"),
            plain("trading.url", "", "trading REST without /v2, for instruments; paper unless said"),
            plain("data.url", "", "market data REST; https://data.alpaca.markets unless said"),
            plain("stream.url", "", "data streams, without the feed; wss://stream.data.alpaca.markets unless said"),
            plain(
                    "data.feed",
                    "ALPACA_DATA_FEED",
                    "iex, sip or delayed_sip for US shares; iex unless said (the free plan)"),
            plain("data.crypto", "", "us, us-1 or eu-1: where crypto prices come from; us unless said"),
            plain("data.rate", "", "requests a minute on the data API, 10 to 20000; 200 unless said (the free plan)"),
            plain("timeout", "", "how long an answer may take, 100ms to 2m; 15s unless said"),
            plain(
                    "stream.heartbeat",
                    "",
                    "how often a stream is asked for a sign of life, 100ms to 1m; 10s unless said"),
            plain("stream.silence", "", "silence that ends a stream, 1s to 10m; 30s unless said"),
            plain("reconnect.first", "", "bound of the first wait before reconnecting, 10ms to 1m; 1s unless said"),
            plain("reconnect.longest", "", "bound of all waits before reconnecting, 10ms to 10m; 60s unless said"));

    static final List<ConfigKey> KEYS = keys();

    private static List<ConfigKey> keys() {
        List<ConfigKey> keys = new ArrayList<>(
                List.of(
                        plain("environment", "ALPACA_ENVIRONMENT", "paper or live; paper unless said"),
                        plain("paper", "ALPACA_PAPER", "true or false, instead of environment; true unless said"),
                        secret(
                                "api.key",
                                "ALPACA_API_KEY",
                                true,
                                "the key's id; paper and live have keys of their own"),
                        secret("api.secret", "ALPACA_SECRET_KEY", true, "the key's secret"),
                        plain(
                                "account",
                                "ALPACA_ACCOUNT",
                                "account number; the venue has to name the same one; required for live, any of paper unless said"),
                        plain("trading.url", "", "trading REST without /v2; the environment's own unless said"),
                        plain("orders.url", "", "order stream with its path; the environment's own unless said"),
                        plain("trading.rate", "", "requests a minute on the trading API, 10 to 20000; 200 unless said"),
                        plain(
                                "order.patience",
                                "",
                                "how long an order may wait for the rate budget, 0ms to 1m; 5s unless said"),
                        plain(
                                "corrections.lookback",
                                "",
                                "how far back fills are looked through for corrections on connecting, 0ms to 168h; 24h unless said")));
        DATA_KEYS.stream()
                .filter(key -> keys.stream().noneMatch(known -> known.name().equals(key.name())))
                .forEach(keys::add);
        return List.copyOf(keys);
    }

    private static ConfigKey plain(String name, String variable, String description) {
        return new ConfigKey(name, variable, false, false, description);
    }

    private static ConfigKey secret(String name, String variable, boolean required, String description) {
        return new ConfigKey(name, variable, required, true, description);
    }

    /** An account's settings; every fault at once. */
    static AlpacaSettings forAccount(ProviderConfig config) {
        return read(config, KEYS, environmentOf(config), true);
    }

    /** A data source's settings. */
    static AlpacaSettings forData(ProviderConfig config) {
        return read(config, DATA_KEYS, PAPER, false);
    }

    /** The environment that is asked for; faults are reported by {@link #forAccount}. */
    static String environmentOf(ProviderConfig config) {
        boolean live =
                config.value("environment").filter(LIVE::equalsIgnoreCase).isPresent()
                        || (config.value("environment").isEmpty()
                                && config.value("paper")
                                        .filter("false"::equalsIgnoreCase)
                                        .isPresent());
        return live ? LIVE : PAPER;
    }

    private static AlpacaSettings read(
            ProviderConfig config, List<ConfigKey> keys, String environment, boolean trades) {
        ConfigReader reader = new ConfigReader(FAULTS_OF, config, keys);
        reader.choice("environment", List.of(PAPER, LIVE), PAPER);
        boolean paper = reader.flag("paper", environment.equals(PAPER));
        if (config.value("environment").isPresent()
                && config.value("paper").isPresent()
                && paper != environment.equals(PAPER)) {
            reader.fault("environment and paper contradict each other; give one of them");
        }
        String host = environment.equals(LIVE) ? LIVE_HOST : "paper-api.alpaca.markets";
        AlpacaSettings settings = new AlpacaSettings(
                environment,
                reader.http("trading.url", "https://" + host),
                reader.http("data.url", "https://data.alpaca.markets"),
                reader.webSocket("orders.url", "wss://" + host + "/stream"),
                reader.webSocket("stream.url", "wss://stream.data.alpaca.markets"),
                reader.secret("api.key"),
                reader.secret("api.secret"),
                reader.text("account").orElse("alpaca-" + environment),
                reader.text("account").isPresent(),
                reader.choice("data.feed", List.of("iex", "sip", "delayed_sip"), "iex"),
                reader.choice("data.crypto", List.of("us", "us-1", "eu-1"), "us"),
                reader.duration("timeout", Duration.ofMillis(100), Duration.ofMinutes(2), Duration.ofSeconds(15)),
                reader.duration("order.patience", Duration.ZERO, Duration.ofMinutes(1), Duration.ofSeconds(5)),
                reader.duration("corrections.lookback", Duration.ZERO, Duration.ofDays(7), Duration.ofDays(1)),
                (int) reader.number("trading.rate", 10, 20_000, 200),
                (int) reader.number("data.rate", 10, 20_000, 200),
                reader.duration(
                        "stream.heartbeat", Duration.ofMillis(100), Duration.ofMinutes(1), Duration.ofSeconds(10)),
                reader.duration(
                        "stream.silence", Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofSeconds(30)),
                reader.duration("reconnect.first", Duration.ofMillis(10), Duration.ofMinutes(1), Duration.ofSeconds(1)),
                reader.duration(
                        "reconnect.longest", Duration.ofMillis(10), Duration.ofMinutes(10), Duration.ofSeconds(60)));
        if (settings.keyId().isPresent() != settings.secret().isPresent()) {
            reader.fault("api.key and api.secret belong together");
        }
        if (!settings.isLive() && settings.trading().getHost().equals(LIVE_HOST)) {
            reader.fault("trading.url is the live host, and the environment is paper; say environment live");
        }
        if (trades && settings.isLive() && !settings.checkAccount()) {
            reader.fault(
                    "account is missing: real money is armed by the account's number, which the venue has to confirm");
        }
        reader.finish();
        return settings;
    }

    /** What must not be shown. */
    List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>();
        keyId.ifPresent(secrets::add);
        secret.ifPresent(secrets::add);
        return secrets;
    }

    boolean isLive() {
        return environment.equals(LIVE);
    }
}
