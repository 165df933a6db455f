package io.fairlead.api.risk;

import io.fairlead.api.order.OrderRequest;
import java.util.List;

/** The hash that binds an approval to what was approved: all that a venue would act on. It lives in this process only. */
final class Seal {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private Seal() {}

    static long of(OrderRequest request) {
        return mix(0, request.hashCode());
    }

    static long of(OrderRequest request, List<ApprovedLeg> legs) {
        long hash = of(request);
        for (int i = 0; i < legs.size(); i++) {
            ApprovedLeg leg = legs.get(i);
            hash = mix(hash, leg.request().hashCode());
            hash = mix(hash, leg.clientOrderId().hashCode());
        }
        return hash;
    }

    private static long mix(long hash, long part) {
        long mixed = (hash ^ part) * PRIME;
        return mixed ^ (mixed >>> 29);
    }
}
