package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.core.sim.FeeModel;
import io.fairlead.core.sim.SimConfig;
import io.fairlead.core.sim.SlippageModel;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What a run trades with: cash, costs, the risk policy. */
final class AccountOptions {
    private static final Pattern PERCENT = Pattern.compile("(-?\\d+(?:\\.\\d+)?),(-?\\d+(?:\\.\\d+)?)");
    private static final Pattern PER_SHARE = Pattern.compile("(\\d+(?:\\.\\d+)?)/share");
    private static final List<String> POLICIES = List.of("standard", "research");

    @Option(
            names = "--cash",
            paramLabel = "USD",
            defaultValue = "100000",
            converter = Converters.Dollars.class,
            description = "Cash at the start; 100000 unless said.")
    private Money cash = Money.zero(Currency.USD);

    @Option(
            names = "--fees",
            paramLabel = "FEES",
            defaultValue = "0.005/share",
            description = "Dollars a share, 0.005/share unless said; or MAKER,TAKER in percent, 0.1,0.2; or none.")
    private String fees = "";

    @Option(
            names = "--slippage",
            paramLabel = "BPS",
            defaultValue = "1",
            description = "Slippage against us in basis points; 1 unless said.")
    private BigDecimal slippage = BigDecimal.ZERO;

    Money cash() {
        return cash;
    }

    /** The policy of a name. */
    static RiskPolicy policy(String name) {
        return switch (name) {
            case "standard" -> RiskPolicy.standard();
            case "research" -> RiskPolicy.research();
            default ->
                throw new BadInputException("there is no risk policy '" + name + "'; take one of "
                        + String.join(", ", POLICIES) + Nearest.hint(name, POLICIES));
        };
    }

    /** Refuses costs that make no sense, before anything is run. */
    void check() {
        venue();
    }

    /** The venue that the costs make. */
    SimConfig venue() {
        if (slippage.signum() < 0 || slippage.compareTo(BigDecimal.valueOf(1_000)) > 0) {
            throw new BadInputException("--slippage " + slippage + " is not in 0..1000 basis points; write it like 2");
        }
        return SimConfig.builder()
                .fees(feeModel())
                .slippage(SlippageModel.basisPoints(slippage.toPlainString()))
                .build();
    }

    private FeeModel feeModel() {
        if (fees.equals("none")) {
            return FeeModel.none();
        }
        Matcher percent = PERCENT.matcher(fees);
        if (percent.matches()) {
            try {
                return FeeModel.percent(percent.group(1), percent.group(2));
            } catch (IllegalArgumentException e) {
                throw new BadInputException("--fees " + fees + ": " + e.getMessage(), e);
            }
        }
        Matcher perShare = PER_SHARE.matcher(fees);
        if (perShare.matches()) {
            return FeeModel.perShare(Money.of(perShare.group(1), Currency.USD), Money.zero(Currency.USD), "1");
        }
        throw new BadInputException("--fees '" + fees + "' is no fee schedule; write 0.1,0.2 (maker and taker in"
                + " percent), 0.005/share, or none");
    }

    /** The costs in words. */
    String costs() {
        String all = fees.equals("none")
                ? "none"
                : fees.endsWith("/share")
                        ? fees.replace("/share", " USD a share, at most 1 % of the order")
                        : percents();
        return slippage.signum() == 0 ? all : all + "; slippage " + slippage.toPlainString() + " bp";
    }

    private String percents() {
        int comma = fees.indexOf(',');
        return "maker " + fees.substring(0, comma) + " %, taker " + fees.substring(comma + 1) + " %";
    }
}
