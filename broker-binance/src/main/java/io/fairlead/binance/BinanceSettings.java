package io.fairlead.binance;

import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import io.fairlead.support.ConfigReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the settings say, checked.
 *
 * @param environment one of {@link Environment}
 * @param rest account and orders by REST
 * @param dataRest public data by REST
 * @param stream market streams
 * @param webSocketApi user data
 * @param account its name
 * @param apiKey the key; empty where only public data is wanted
 * @param signature how requests are signed; with the key
 * @param secrets all that must not be shown
 * @param receiveWindow how old a request may be at the venue
 * @param timeout how long an answer may take
 * @param patience how long an order may wait for the budget
 * @param silence how long a stream may say nothing
 * @param rotation after how long a stream is made anew
 * @param firstWait bound of the first wait before reconnecting
 * @param longestWait bound of all waits before reconnecting
 * @param clockEvery how often the venue's clock is asked
 * @param selfTrade self-trade prevention mode; empty for the symbol's default
 * @param symbols symbols to look for orders and trades in, besides those seen
 */
record BinanceSettings(
        Environment environment,
        URI rest,
        URI dataRest,
        URI stream,
        URI webSocketApi,
        String account,
        Optional<Secret> apiKey,
        Optional<Signature> signature,
        List<Secret> secrets,
        Duration receiveWindow,
        Duration timeout,
        Duration patience,
        Duration silence,
        Duration rotation,
        Duration firstWait,
        Duration longestWait,
        Duration clockEvery,
        Optional<String> selfTrade,
        List<String> symbols) {
    private static final Pattern SYMBOL = Pattern.compile("[^\\s,\\p{Cntrl}]{1,64}");
    private static final List<String> SELF_TRADE_MODES =
            List.of("NONE", "EXPIRE_MAKER", "EXPIRE_TAKER", "EXPIRE_BOTH", "DECREMENT", "TRANSFER");

    static final List<ConfigKey> PUBLIC_KEYS = List.of(
            plain("environment", "BINANCE_ENVIRONMENT", "demo, testnet or live; demo unless said"),
            plain("data.rest.url", "", "public data by REST, without /api/v3; the environment's own unless said"),
            plain("stream.url", "", "market streams, without /stream; the environment's own unless said"),
            plain(
                    "timeout",
                    "",
                    "how long an answer may take, 11s to 60s; 12s unless said: the venue itself gives up after 10"),
            plain(
                    "stream.silence",
                    "",
                    "silence that ends a stream, 5s to 10m; 45s unless said (the venue pings every 20)"),
            plain("stream.rotation", "", "age at which a stream is replaced, 1m to 23h30m; 23h unless said"),
            plain("reconnect.first", "", "bound of the first wait before reconnecting, 10ms to 1m; 1s unless said"),
            plain("reconnect.longest", "", "bound of all waits before reconnecting, 10ms to 10m; 60s unless said"));

    static final List<ConfigKey> KEYS = keys();

    private static List<ConfigKey> keys() {
        List<ConfigKey> keys = new ArrayList<>(List.of(
                new ConfigKey("api.key", "BINANCE_API_KEY", true, true, "the key's id, sent as X-MBX-APIKEY"),
                new ConfigKey("api.secret", "BINANCE_API_SECRET", false, true, "the secret of an HMAC key"),
                new ConfigKey(
                        "private.key",
                        "BINANCE_PRIVATE_KEY",
                        false,
                        true,
                        "the private half of an Ed25519 key, PKCS#8 in PEM; instead of api.secret"),
                plain("account", "BINANCE_ACCOUNT", "a name for the account; binance-<environment> unless said"),
                plain("rest.url", "", "account and orders by REST, without /api/v3; the environment's own unless said"),
                plain("ws-api.url", "", "WebSocket API with its path; the environment's own unless said"),
                plain("receive.window", "", "age at which the venue refuses a request, 1ms to 60s; 5s unless said"),
                plain(
                        "order.patience",
                        "",
                        "how long an order may wait for the rate budget, 0ms to 1m; 5s unless said"),
                plain("clock.every", "", "how often the venue's clock is asked, 10s to 1h; 15m unless said"),
                plain("self.trade.prevention", "", "one of " + SELF_TRADE_MODES + "; the symbol's default unless said"),
                plain(
                        "symbols",
                        "BINANCE_SYMBOLS",
                        "symbols traded here, by commas: the venue lists trades by symbol only")));
        keys.addAll(PUBLIC_KEYS);
        return List.copyOf(keys);
    }

    private static ConfigKey plain(String name, String variable, String description) {
        return new ConfigKey(name, variable, false, false, description);
    }

    /** The settings of an account. */
    static BinanceSettings forAccount(ProviderConfig config) {
        return read(config, KEYS, true);
    }

    /** The settings of public data. */
    static BinanceSettings forData(ProviderConfig config) {
        return read(config, PUBLIC_KEYS, false);
    }

    private static BinanceSettings read(ProviderConfig config, List<ConfigKey> keys, boolean withAccount) {
        ConfigReader reader = new ConfigReader(BinanceBrokerProvider.ID, config, keys);
        Environment environment =
                Environment.of(reader.choice("environment", Environment.names(), Environment.DEMO.id()));
        Duration hour = Duration.ofHours(1);
        List<Secret> secrets = new ArrayList<>();
        reader.secret("api.key").ifPresent(secrets::add);
        reader.secret("api.secret").ifPresent(secrets::add);
        reader.secret("private.key").ifPresent(secrets::add);
        URI rest = reader.http("rest.url", environment.rest());
        String dataRest = reader.text("rest.url").isPresent() ? rest.toString() : environment.dataRest();
        BinanceSettings settings = new BinanceSettings(
                environment,
                rest,
                reader.http("data.rest.url", dataRest),
                reader.webSocket("stream.url", environment.stream()),
                reader.webSocket("ws-api.url", environment.webSocketApi()),
                reader.text("account").orElse("binance-" + environment.id()),
                reader.secret("api.key"),
                withAccount ? signature(reader) : Optional.empty(),
                List.copyOf(secrets),
                reader.duration("receive.window", Duration.ofMillis(1), Duration.ofSeconds(60), Duration.ofSeconds(5)),
                reader.duration("timeout", Duration.ofSeconds(11), Duration.ofSeconds(60), Duration.ofSeconds(12)),
                reader.duration("order.patience", Duration.ZERO, Duration.ofMinutes(1), Duration.ofSeconds(5)),
                reader.duration(
                        "stream.silence", Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofSeconds(45)),
                reader.duration(
                        "stream.rotation", Duration.ofMinutes(1), Duration.ofMinutes(1410), Duration.ofHours(23)),
                reader.duration("reconnect.first", Duration.ofMillis(10), Duration.ofMinutes(1), Duration.ofSeconds(1)),
                reader.duration(
                        "reconnect.longest", Duration.ofMillis(10), Duration.ofMinutes(10), Duration.ofSeconds(60)),
                reader.duration("clock.every", Duration.ofSeconds(10), hour, Duration.ofMinutes(15)),
                selfTrade(reader),
                symbols(reader));
        reader.finish();
        return settings;
    }

    private static Optional<String> selfTrade(ConfigReader reader) {
        return reader.text("self.trade.prevention")
                .map(any -> reader.choice("self.trade.prevention", SELF_TRADE_MODES, "NONE"));
    }

    private static List<String> symbols(ConfigReader reader) {
        List<String> symbols = Arrays.stream(reader.text("symbols").orElse("").split(","))
                .map(symbol -> symbol.strip().toUpperCase(Locale.ROOT))
                .filter(symbol -> !symbol.isEmpty())
                .distinct()
                .toList();
        symbols.stream()
                .filter(symbol -> !SYMBOL.matcher(symbol).matches())
                .forEach(symbol -> reader.fault("symbols holds '" + symbol + "', which is no symbol"));
        return symbols;
    }

    private static Optional<Signature> signature(ConfigReader reader) {
        Optional<Secret> hmac = reader.secret("api.secret");
        Optional<Secret> pem = reader.secret("private.key");
        if (hmac.isPresent() == pem.isPresent()) {
            reader.fault("give either api.secret (HMAC) or private.key (Ed25519)");
            return Optional.empty();
        }
        try {
            return Optional.of(hmac.isPresent() ? Signature.hmac(hmac.get()) : Signature.ed25519(pem.orElseThrow()));
        } catch (IllegalArgumentException e) {
            reader.fault(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Under which name the orders of this key are counted: the venue counts them by account, and one key is of one account. */
    String ordersCounted() {
        return apiKey.map(key -> Weights.ORDERS + "@" + fingerprint(key)).orElse(Weights.ORDERS);
    }

    private static String fingerprint(Secret key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(key.reveal().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Shows nothing that could be a secret. */
    @Override
    public String toString() {
        return "Binance " + environment.id() + " account " + account;
    }
}
