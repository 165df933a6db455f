package io.fairlead.core.risk;

import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import java.util.Set;

/** Which instruments the rules of the United States for securities are about. */
final class UsSecurities {
    /** The composite's code and the MICs of the national securities exchanges (ISO 10383). */
    private static final Set<String> MARKETS = Set.of(
            "US", "XNYS", "XNAS", "XASE", "ARCX", "BATS", "BATY", "EDGA", "EDGX", "IEXG", "MEMX", "LTSE", "XCHI",
            "XBOS", "XPHL", "XCBO", "XISX", "OPRA");

    private UsSecurities() {}

    static boolean covers(Instrument instrument) {
        AssetClass kind = instrument.assetClass();
        boolean security = kind == AssetClass.EQUITY || kind == AssetClass.ETF || kind == AssetClass.OPTION;
        return security && MARKETS.contains(instrument.id().market());
    }
}
