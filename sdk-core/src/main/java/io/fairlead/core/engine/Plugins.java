package io.fairlead.core.engine;

import io.fairlead.api.BadInputException;
import io.fairlead.api.UnsupportedBrokerException;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.MarketDataProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds plug-ins by {@link ServiceLoader}. Any thread. */
public final class Plugins {
    private Plugins() {}

    /**
     * Every broker plug-in by its id.
     *
     * @throws BadInputException if two have one id; it names both classes
     */
    public static Map<String, BrokerProvider> brokers() {
        return byId(ServiceLoader.load(BrokerProvider.class), BrokerProvider::id, "broker");
    }

    /**
     * The broker plug-in of an id.
     *
     * @throws io.fairlead.api.UnsupportedBrokerException if that broker is refused on purpose
     * @throws BadInputException if there is none of that id; it names those there are
     */
    public static BrokerProvider broker(String id) {
        return broker(brokers(), id);
    }

    /** The same among those found. */
    static BrokerProvider broker(Map<String, BrokerProvider> found, String id) {
        Optional<UnsupportedBrokerException> refusal = RefusedBrokers.of(id);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return require(found, id, "broker");
    }

    /** Brokers that are refused on purpose, by id, each with its reason; not thrown, but told. */
    public static List<UnsupportedBrokerException> refusedBrokers() {
        return RefusedBrokers.all();
    }

    /**
     * Every data plug-in by its id.
     *
     * @throws BadInputException if two have one id; it names both classes
     */
    public static Map<String, MarketDataProvider> marketData() {
        return byId(ServiceLoader.load(MarketDataProvider.class), MarketDataProvider::id, "market data");
    }

    /**
     * One plug-in of those found.
     *
     * @throws BadInputException if there is none of that id; it names those there are
     */
    public static <T> T require(Map<String, T> found, String id, String kind) {
        T plugin = found.get(id);
        if (plugin == null) {
            throw new BadInputException("no " + kind + " plug-in '" + id + "'; found are " + found.keySet()
                    + "; add its module to the class path or module path");
        }
        return plugin;
    }

    static <T> Map<String, T> byId(Iterable<T> plugins, Function<T, String> id, String kind) {
        Map<String, T> found = new TreeMap<>();
        for (T plugin : plugins) {
            T other = found.put(id.apply(plugin), plugin);
            if (other != null) {
                throw new BadInputException("two " + kind + " plug-ins have the id '" + id.apply(plugin) + "': "
                        + other.getClass().getName() + " and "
                        + plugin.getClass().getName() + "; remove one");
            }
        }
        return found;
    }
}
