package io.fairlead.orchestrator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which symbols tell of which: the market proxy, the symbols of breadth, each symbol's sector fund, and the symbols that usually
 * move with it. Symbols are plain texts, looked for on the market of the symbol in question. Immutable; any thread.
 */
public final class MarketMap {
    private static final MarketMap US_EQUITIES = usEquitiesBuilder().build();

    private final String marketProxy;
    private final List<String> breadth;
    private final SortedMap<String, String> sectors;
    private final String defaultSector;
    private final SortedMap<String, List<String>> related;

    private MarketMap(Builder builder) {
        marketProxy = builder.marketProxy;
        breadth = List.copyOf(builder.breadth);
        sectors = Collections.unmodifiableSortedMap(new TreeMap<>(builder.sectors));
        defaultSector = builder.defaultSector;
        related = Collections.unmodifiableSortedMap(new TreeMap<>(builder.related));
    }

    /** SPY with QQQ and IWM, sector funds of some fifty US stocks, and their companions. */
    public static MarketMap usEquities() {
        return US_EQUITIES;
    }

    /**
     * An empty map around a market proxy.
     *
     * @param marketProxy the symbol that stands for the whole market, and for the sector of a symbol without one
     */
    public static Builder builder(String marketProxy) {
        return new Builder(marketProxy);
    }

    /** The symbol that stands for the whole market. */
    public String marketProxy() {
        return marketProxy;
    }

    /** The symbols that tell of the market's breadth. */
    public List<String> breadth() {
        return breadth;
    }

    /** The sector fund of a symbol. */
    public String sectorOf(String symbol) {
        return sectors.getOrDefault(symbol, defaultSector);
    }

    /** The symbols that usually move with a symbol; empty where none are known. */
    public List<String> relatedTo(String symbol) {
        return related.getOrDefault(symbol, List.of());
    }

    /** Whether it is the market proxy or one of breadth: such a symbol is no peer of the others. */
    public boolean isProxy(String symbol) {
        return symbol.equals(marketProxy) || breadth.contains(symbol);
    }

    /** Every symbol with a sector fund of its own, and the fund. */
    public SortedMap<String, String> sectors() {
        return sectors;
    }

    /** Every symbol with companions, and these. */
    public SortedMap<String, List<String>> related() {
        return related;
    }

    /** A builder that starts with this map. */
    public Builder toBuilder() {
        Builder builder = new Builder(marketProxy);
        builder.breadth = breadth;
        builder.defaultSector = defaultSector;
        builder.sectors.putAll(sectors);
        builder.related.putAll(related);
        return builder;
    }

    private static Builder usEquitiesBuilder() {
        return builder("SPY")
                .breadth("QQQ", "IWM")
                .sector("SMH", "INTC AMD NVDA MU AVGO QCOM TSM MRVL SMCI ARM SOXL")
                .sector("XLK", "AAPL MSFT GOOGL META CRM ORCL ADBE")
                .sector("XLY", "AMZN TSLA NFLX SBUX MCD NKE DIS")
                .sector("XLF", "JPM BAC GS MS C WFC SCHW")
                .sector("XLE", "XOM CVX OXY SLB")
                .sector("QCLN", "RIVN LCID NIO PLUG")
                .sector("XLV", "UNH JNJ PFE ABBV")
                .sector("QQQ", "TQQQ")
                .sector("SPY", "GLD SIVR SLV")
                .related("INTC", "AMD NVDA SMH")
                .related("AMD", "INTC NVDA SMH")
                .related("NVDA", "AMD SMH TSM")
                .related("AAPL", "MSFT QQQ XLK")
                .related("MSFT", "AAPL GOOGL XLK")
                .related("JPM", "BAC GS XLF")
                .related("XOM", "CVX XLE OXY")
                .related("TSLA", "RIVN QQQ XLY")
                .related("SOXL", "SMH AMD NVDA")
                .related("TQQQ", "QQQ AAPL MSFT")
                .related("GLD", "SIVR SLV SPY")
                .related("SIVR", "GLD SLV SPY")
                .related("SLV", "GLD SIVR SPY");
    }

    /** Collects a map. One thread. */
    public static final class Builder {
        private final String marketProxy;
        private List<String> breadth = List.of();
        private String defaultSector;
        private final SortedMap<String, String> sectors = new TreeMap<>();
        private final SortedMap<String, List<String>> related = new TreeMap<>();

        private Builder(String marketProxy) {
            this.marketProxy = Objects.requireNonNull(marketProxy, "marketProxy");
            this.defaultSector = marketProxy;
        }

        /** The symbols that tell of the market's breadth. */
        public Builder breadth(String... symbols) {
            breadth = List.copyOf(Arrays.asList(symbols));
            return this;
        }

        /** The sector fund of a symbol without one of its own; the market proxy unless said. */
        public Builder defaultSector(String fund) {
            defaultSector = Objects.requireNonNull(fund, "fund");
            return this;
        }

        /**
         * A sector fund.
         *
         * @param members the symbols it stands for, parted by blanks
         */
        public Builder sector(String fund, String members) {
            for (String member : words(members)) {
                sectors.put(member, fund);
            }
            return this;
        }

        /**
         * The companions of a symbol; replaces those it had.
         *
         * @param companions symbols that usually move with it, parted by blanks
         */
        public Builder related(String symbol, String companions) {
            related.put(symbol, words(companions));
            return this;
        }

        /** The map. */
        public MarketMap build() {
            return new MarketMap(this);
        }

        private static List<String> words(String text) {
            List<String> words = new ArrayList<>(Arrays.asList(text.trim().split("\\s+", -1)));
            words.removeIf(String::isEmpty);
            return List.copyOf(words);
        }
    }

    @Override
    public String toString() {
        return "market " + marketProxy + ", breadth " + breadth + ", " + sectors.size() + " symbols with sectors";
    }
}
