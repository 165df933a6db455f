package io.fairlead.tck;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.Depth;
import io.fairlead.api.market.NewsItem;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The reference venue as the kit sees it: it can do everything but move its clock apart. */
final class RefStub implements VenueStub {
    private static final Instrument SHARE =
            Instrument.equity(InstrumentId.of("KIT", "XKIT"), Currency.USD).build();
    private static final Instrument COIN = Instrument.builder(
                    InstrumentId.of("COIN", "XKIT"), AssetClass.CRYPTO_SPOT, Currency.USD)
            .tick("0.01")
            .lotStep(Quantity.of("0.00001"))
            .build();
    private static final List<Tradable> TRADABLES = List.of(
            new Tradable(SHARE, Price.of("100"), Quantity.of(40)),
            new Tradable(COIN, Price.of("20000"), Quantity.of("0.004")));

    private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-10T15:00:00Z"));
    private final RefVenue venue = new RefVenue(time, TRADABLES);
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final RefProvider provider;
    private final Duration patience;

    private RefStub(boolean lean, Flaw flaw, Duration patience) {
        provider = new RefProvider(venue, lean, flaw, log::add);
        this.patience = patience;
        if (lean) {
            venue.act(RefBook::forbidShortSales);
        }
    }

    static RefStub full() {
        return new RefStub(false, Flaw.NONE, Duration.ofSeconds(10));
    }

    static RefStub lean() {
        return new RefStub(true, Flaw.NONE, Duration.ofSeconds(10));
    }

    static RefStub flawed(Flaw flaw, boolean lean, Duration patience) {
        return new RefStub(lean, flaw, patience);
    }

    @Override
    public BrokerProvider provider() {
        return provider;
    }

    @Override
    public ProviderConfig config() {
        return ProviderConfig.empty().with("api.token", Secret.of(RefVenue.TOKEN));
    }

    @Override
    public ProviderConfig wrongCredentials() {
        return ProviderConfig.empty().with("api.token", Secret.of("tok-5ecr3t-that-is-wrong"));
    }

    @Override
    public ManualTime time() {
        return time;
    }

    @Override
    public List<Tradable> instruments() {
        return TRADABLES;
    }

    @Override
    public Set<Hook> hooks() {
        return EnumSet.complementOf(EnumSet.of(Hook.CLOCK_OFFSET));
    }

    @Override
    public boolean canFail(RequestKind kind, Fault fault) {
        return kind != RequestKind.SESSION;
    }

    @Override
    public Duration pace() {
        return Duration.ofSeconds(4);
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public List<HeldOrder> orders() {
        return venue.look(book -> book.orders().stream().map(RefOrder::held).toList());
    }

    @Override
    public List<HeldFill> fills() {
        return venue.look(book -> book.executions().stream()
                .map(executed -> new HeldFill(new VenueOrderId(executed.orderId()), executed.fill()))
                .toList());
    }

    @Override
    public List<Money> cash() {
        return venue.look(RefBook::cash);
    }

    @Override
    public BigDecimal position(InstrumentId instrument) {
        return venue.look(book -> book.position(instrument));
    }

    @Override
    public List<SeenRequest> requests() {
        return venue.requests();
    }

    @Override
    public void quote(Quote quote) {
        venue.quote(quote);
    }

    @Override
    public void trade(Trade trade) {
        venue.trade(trade);
    }

    @Override
    public void bar(Bar bar) {
        venue.publish("bars", bar.instrument(), bar);
    }

    @Override
    public void depth(Depth depth) {
        venue.publish("depth", depth.instrument(), depth);
    }

    @Override
    public void news(NewsItem item) {
        venue.news(item);
    }

    @Override
    public void seedBars(List<Bar> bars) {
        venue.seed(bars);
    }

    @Override
    public int barsPerPage() {
        return RefVenue.PAGE;
    }

    @Override
    public int ordersPerPage() {
        return RefVenue.PAGE;
    }

    @Override
    public int fillsPerPage() {
        return RefVenue.PAGE;
    }

    @Override
    public void fill(VenueOrderId order, Quantity quantity) {
        venue.act(book -> book.fill(order.value(), quantity, Optional.empty()));
    }

    @Override
    public void fill(VenueOrderId order, Quantity quantity, Price price) {
        venue.act(book -> book.fill(order.value(), quantity, Optional.of(price)));
    }

    @Override
    public VenueOrderId placeElsewhere(OrderRequest order) {
        return venue.look(book -> book.elsewhere(order).venueId());
    }

    @Override
    public void cancelElsewhere(VenueOrderId order) {
        venue.act(book -> book.cancel(order.value(), ""));
    }

    @Override
    public void bust(String executionId) {
        venue.act(book -> book.bust(executionId));
    }

    @Override
    public void correct(String executionId, Price price) {
        venue.act(book -> book.correct(executionId, price));
    }

    @Override
    public void failNext(RequestKind kind, Fault fault) {
        venue.fail(kind, fault);
    }

    @Override
    public void actNow() {
        venue.actNow();
    }

    @Override
    public void rejectNext(RequestKind kind, String text) {
        venue.reject(kind, text);
    }

    @Override
    public void limitNext(RequestKind kind, Duration retryAfter) {
        venue.limit(kind, retryAfter);
    }

    @Override
    public void failNextEvent(StreamFault fault) {
        venue.failNextEvent(fault);
    }

    @Override
    public void tellLate() {
        venue.tellLate();
    }

    @Override
    public void dropStream() {
        venue.drop(true);
    }

    @Override
    public void restoreStream() {
        venue.drop(false);
    }

    @Override
    public void silenceStream() {
        venue.silence();
    }

    @Override
    public void dropData() {
        venue.dropData();
    }

    @Override
    public void refuseConnections() {
        venue.refuse(true);
    }

    @Override
    public void acceptConnections() {
        venue.refuse(false);
    }

    @Override
    public void timePassed() {
        venue.act(RefBook::timePassed);
    }

    @Override
    public String log() {
        return String.join("\n", log);
    }

    @Override
    public void close() {
        venue.refuse(true);
    }
}
