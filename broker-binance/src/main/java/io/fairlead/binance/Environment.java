package io.fairlead.binance;

import io.fairlead.api.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The venue's environments and where they live (Binance Spot API, general information, state of 2026-07-21). */
enum Environment {
    /** Live-like books, no real money. */
    DEMO(
            "https://demo-api.binance.com",
            "https://demo-api.binance.com",
            "wss://demo-stream.binance.com",
            "wss://demo-ws-api.binance.com/ws-api/v3"),
    /** The next release, thin books, wiped every month. */
    TESTNET(
            "https://testnet.binance.vision",
            "https://testnet.binance.vision",
            "wss://stream.testnet.binance.vision",
            "wss://ws-api.testnet.binance.vision/ws-api/v3"),
    /** Real money. */
    LIVE(
            "https://api.binance.com",
            "https://data-api.binance.vision",
            "wss://stream.binance.com:9443",
            "wss://ws-api.binance.com:443/ws-api/v3");

    private final String rest;
    private final String dataRest;
    private final String stream;
    private final String webSocketApi;

    Environment(String rest, String dataRest, String stream, String webSocketApi) {
        this.rest = rest;
        this.dataRest = dataRest;
        this.stream = stream;
        this.webSocketApi = webSocketApi;
    }

    static Environment of(String id) {
        return Arrays.stream(values())
                .filter(environment -> environment.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BadInputException("Binance has no environment '" + id + "'; it has " + names()));
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Environment::id).toList();
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String rest() {
        return rest;
    }

    String dataRest() {
        return dataRest;
    }

    String stream() {
        return stream;
    }

    String webSocketApi() {
        return webSocketApi;
    }
}
