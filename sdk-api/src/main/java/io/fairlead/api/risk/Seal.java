package io.fairlead.api.risk;

import io.fairlead.api.order.OrderRequest;
import java.util.List;
import java.util.Optional;

/** The hash that binds an approval to what was approved: all that a venue would act on. It lives in this process only. */
final class Seal {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private Seal() {}

    @SuppressWarnings("EnumOrdinal") // the hash lives in this process only
    static long of(OrderRequest request) {
        long hash = mix(request.instrument().hashCode(), request.side().ordinal());
        hash = mix(hash, request.type().ordinal());
        hash = mix(hash, request.timeInForce().ordinal());
        hash = mix(
                hash,
                (request.postOnly() ? 4 : 0) + (request.reduceOnly() ? 2 : 0) + (request.extendedHours() ? 1 : 0));
        hash = mix(hash, hashOf(request.quantity()));
        hash = mix(hash, hashOf(request.notional()));
        hash = mix(hash, hashOf(request.limitPrice()));
        hash = mix(hash, hashOf(request.triggerPrice()));
        hash = mix(hash, hashOf(request.trail()));
        hash = mix(hash, hashOf(request.expireAt()));
        hash = mix(hash, hashOf(request.displayQuantity()));
        return mix(hash, hashOf(request.account()));
    }

    static long of(OrderRequest request, List<ApprovedLeg> legs) {
        long hash = of(request);
        for (int i = 0; i < legs.size(); i++) {
            hash = mix(hash, of(legs.get(i).request()));
        }
        return hash;
    }

    private static int hashOf(Optional<?> value) {
        return value.isPresent() ? value.get().hashCode() : 0;
    }

    private static long mix(long hash, long part) {
        long mixed = (hash ^ part) * PRIME;
        return mixed ^ (mixed >>> 29);
    }
}
