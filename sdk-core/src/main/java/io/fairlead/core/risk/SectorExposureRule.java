package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.InstrumentWeight;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;

/** The positions of one sector, long and short alike, are together worth no more than this share of equity. */
final class SectorExposureRule implements PolicyRule {
    static final String NAME = "sector-exposure";

    private final long millionths;
    private final SectorTable table;

    SectorExposureRule(long millionths, SectorTable table) {
        this.millionths = millionths;
        this.table = table;
    }

    long millionths() {
        return millionths;
    }

    SectorTable table() {
        return table;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        if (table.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> sector = table.sectorOf(order.instrument());
        return sector.isEmpty() ? Optional.empty() : check(sector.get(), view);
    }

    private Optional<Denial> check(String sector, RiskView view) {
        long exposure =
                view.weightedExposureE8(instrument -> table.isIn(instrument.id(), sector) ? InstrumentWeight.ALL : 0);
        if (!Millionths.isMore(exposure, view.equityE8(), millionths)) {
            return Optional.empty();
        }
        long max = Millionths.share(view.equityE8(), millionths);
        return Optional.of(new Denial(
                "LIMIT_SECTOR_EXPOSURE",
                "sector=" + sector + " exposure=" + view.money(exposure) + " equity=" + view.money(view.equityE8())
                        + " maxPercent=" + Millionths.asPercent(millionths),
                Room.forUnits(view, Room.left(max, exposure, view), "raise maxSectorExposurePercent")));
    }

    @Override
    public List<String> codes() {
        return List.of("LIMIT_SECTOR_EXPOSURE");
    }

    @Override
    public String changedBy() {
        return "sectors(table), maxSectorExposurePercent(\"30\")";
    }

    @Override
    public String describe() {
        String limit = NAME + ": at most " + Millionths.asPercent(millionths) + " percent of equity per sector";
        return limit
                + (table.isEmpty()
                        ? "; not judged, for the host gave no table of sectors"
                        : "; " + table.size() + " instruments have one, any other is not judged");
    }
}
