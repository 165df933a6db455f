package io.fairlead.core.risk;

import io.fairlead.api.Currency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Four day trades within five business days make a margin account a pattern day trader's, which must hold 25,000 dollars before it
 * day trades. An entry is refused as soon as leaving everything that was opened today could make the fourth: exits are never refused,
 * so the entry is the last moment. That a pattern also needs more than six percent of all trades is not reckoned with.
 */
record DayTradeLimit(LocalDate from, LocalDate to, String source) implements DatedRule {
    private static final long MINIMUM_E8 = 25_000 * RiskView.E8;
    private static final int SESSIONS = 5;
    private static final int ALLOWED = 3;

    @Override
    public String code() {
        return "MARKET_DAY_TRADES";
    }

    @Override
    public String what() {
        return "US margin account below 25,000 USD: at most " + ALLOWED + " day trades within " + SESSIONS
                + " business days, positions opened today counted as if they ended today";
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        if (!UsSecurities.covers(view.instrument())) {
            return Optional.empty();
        }
        long equity = Math.min(view.equityE8(), view.equityE8() - view.dayPnlE8());
        if (view.baseCurrency().equals(Currency.USD) && equity >= MINIMUM_E8) {
            return Optional.empty();
        }
        int done = view.dayTrades(SESSIONS);
        int open = view.openedToday();
        if (done + open + 1 <= ALLOWED) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                code(),
                "dayTrades=" + done + " openedToday=" + open + " max=" + ALLOWED + " sessions=" + SESSIONS + " equity="
                        + view.money(equity) + " min=25000 USD",
                "wait until day trades are older than " + SESSIONS
                        + " business days, hold 25000 USD, or state a cash account"));
    }
}
