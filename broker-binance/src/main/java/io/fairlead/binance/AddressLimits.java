package io.fairlead.binance;

import io.fairlead.support.RateLimits;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The venue's limits as the connections of one provider use them up. The venue counts weight, raw requests and connections by address, which
 * is one for all of a process, and orders by account; so there is one set of limits for each place that is called, with windows for the
 * orders of each key. It outlives the connections: what was used stays used, and a ban stays one. Any thread.
 */
final class AddressLimits {
    private final Map<Place, RateLimits> places = new ConcurrentHashMap<>();

    /** Who is called, and whose time counts: connections on clocks of their own share nothing. */
    private record Place(Clock clock, String authority) {}

    RateLimits at(BinanceSettings settings, Clock clock) {
        return places.computeIfAbsent(new Place(clock, placeOf(settings)), place -> new RateLimits(clock));
    }

    /** Public data of an environment counts with its accounts; data from elsewhere by where it comes from. */
    private static String placeOf(BinanceSettings settings) {
        boolean byEnvironment = settings.apiKey().isPresent()
                || settings.dataRest().equals(URI.create(settings.environment().dataRest()));
        return (byEnvironment ? settings.rest() : settings.dataRest()).getAuthority();
    }
}
