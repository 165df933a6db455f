package io.fairlead.fakes.binance;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the account has, free and locked. Guarded by the venue's lock. */
final class Balances {
    private static final class Balance {
        private BigDecimal free = BigDecimal.ZERO;
        private BigDecimal locked = BigDecimal.ZERO;
    }

    private final Map<String, Balance> balances = new TreeMap<>();
    private final Set<String> touched = new LinkedHashSet<>();

    BigDecimal free(String asset) {
        return of(asset).free;
    }

    BigDecimal locked(String asset) {
        return of(asset).locked;
    }

    Set<String> assets() {
        return balances.keySet();
    }

    void add(String asset, BigDecimal amount) {
        Balance balance = of(asset);
        balance.free = balance.free.add(amount);
        touched.add(asset);
    }

    /** Moves from free to locked; a negative amount moves back. */
    void lock(String asset, BigDecimal amount) {
        Balance balance = of(asset);
        balance.free = balance.free.subtract(amount);
        balance.locked = balance.locked.add(amount);
        touched.add(asset);
    }

    /** The assets that changed since the last call. */
    Set<String> takeTouched() {
        Set<String> taken = new LinkedHashSet<>(touched);
        touched.clear();
        return taken;
    }

    private Balance of(String asset) {
        return balances.computeIfAbsent(asset, name -> new Balance());
    }
}
