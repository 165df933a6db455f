package io.fairlead.core.risk;

import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The margins that a retail client must put up for contracts for difference are together no more than equity. */
record CfdMargin(
        Map<InstrumentId, CfdClass> classes,
        LocalDate from,
        @Nullable LocalDate to,
        String source) implements DatedRule {
    @Override
    public String code() {
        return "MARKET_CFD_LEVERAGE";
    }

    @Override
    public String what() {
        return "European retail client: CFDs opened at most 30:1 (major FX), 20:1 (other FX, gold, major indices), 10:1"
                + " (other commodities and indices), 5:1 (shares), 2:1 (crypto); their margins together within equity";
    }

    private int weight(Instrument instrument) {
        return instrument.assetClass() == AssetClass.CFD
                ? classes.getOrDefault(instrument.id(), CfdClass.CRYPTO).marginMillionths()
                : 0;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        if (view.instrument().assetClass() != AssetClass.CFD) {
            return Optional.empty();
        }
        long margin = view.weightedExposureE8(this::weight);
        if (margin <= Math.max(0, view.equityE8())) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                code(),
                "margin=" + view.money(margin) + " equity=" + view.money(view.equityE8()) + " maxLeverage="
                        + classes.getOrDefault(order.instrument(), CfdClass.CRYPTO)
                                .maxLeverage(),
                "ask for less, or tell the instrument's class if it is not told"));
    }
}
