package io.fairlead.core.journal;

import static io.fairlead.core.journal.ValueBytes.readInstant;
import static io.fairlead.core.journal.ValueBytes.readOptional;
import static io.fairlead.core.journal.ValueBytes.readPrice;
import static io.fairlead.core.journal.ValueBytes.readQuantity;
import static io.fairlead.core.journal.ValueBytes.writeOptional;

import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Contract;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.OptionRight;
import io.fairlead.api.instrument.TickTable;
import io.fairlead.api.instrument.TradingCalendar;
import java.time.LocalDate;
import java.time.ZoneId;

/** Instruments: their ids and their rules. A calendar is written by name and zone, not by its dates. */
final class InstrumentBytes {
    private static final int SPOT = 1;
    private static final int PERPETUAL = 2;
    private static final int FUTURE = 3;
    private static final int OPTION = 4;

    private static final int ALWAYS_OPEN = 1;
    private static final int BY_NAME = 2;

    private InstrumentBytes() {}

    static void write(InstrumentId id, PayloadWriter out) {
        out.text(id.symbol());
        out.text(id.market());
        Contract contract = id.contract();
        if (contract instanceof Contract.Spot) {
            out.octet(SPOT);
        } else if (contract instanceof Contract.Perpetual) {
            out.octet(PERPETUAL);
        } else if (contract instanceof Contract.Future future) {
            out.octet(FUTURE);
            out.number(future.expiry().toEpochDay());
        } else {
            Contract.Option option = (Contract.Option) contract;
            out.octet(OPTION);
            out.number(option.expiry().toEpochDay());
            out.code(Codes.OPTION_RIGHT, option.right());
            ValueBytes.write(option.strike(), out);
        }
    }

    static InstrumentId readId(PayloadReader in) {
        String symbol = in.text();
        String market = in.text();
        int contract = in.octet();
        return switch (contract) {
            case SPOT -> InstrumentId.of(symbol, market);
            case PERPETUAL -> InstrumentId.perpetual(symbol, market);
            case FUTURE -> InstrumentId.future(symbol, market, date(in));
            case OPTION -> {
                LocalDate expiry = date(in);
                OptionRight right = in.code(Codes.OPTION_RIGHT);
                yield InstrumentId.option(symbol, market, expiry, right, readPrice(in));
            }
            default -> throw in.unknown(contract, "contract");
        };
    }

    private static LocalDate date(PayloadReader in) {
        return LocalDate.ofEpochDay(in.number());
    }

    static void write(Instrument rules, PayloadWriter out) {
        out.instrument(rules.id());
        out.code(Codes.ASSET_CLASS, rules.assetClass());
        out.currency(rules.quoteCurrency());
        writeOptional(rules.baseCurrency(), (currency, to) -> to.currency(currency), out);
        ValueBytes.write(rules.multiplier(), out);
        out.list(rules.ticks().bands(), (band, to) -> {
            ValueBytes.write(band.from(), to);
            ValueBytes.write(band.tick(), to);
        });
        ValueBytes.write(rules.lotStep(), out);
        ValueBytes.write(rules.minQuantity(), out);
        writeOptional(rules.maxQuantity(), ValueBytes::write, out);
        writeOptional(rules.minNotional(), ValueBytes::writeMoney, out);
        out.octet(rules.priceScale());
        out.octet(rules.quantityScale());
        write(rules.calendar(), out);
        out.flag(rules.shortable());
        ValueBytes.write(rules.validFrom(), out);
    }

    static Instrument readRules(PayloadReader in) {
        InstrumentId id = in.instrument();
        AssetClass assetClass = in.code(Codes.ASSET_CLASS);
        Instrument.Builder rules = Instrument.builder(id, assetClass, in.currency());
        readOptional(in, PayloadReader::currency).ifPresent(rules::baseCurrency);
        rules.multiplier(readQuantity(in))
                .ticks(TickTable.banded(in.list(from -> new TickTable.Band(readPrice(from), readPrice(from)))))
                .lotStep(readQuantity(in))
                .minQuantity(readQuantity(in));
        readOptional(in, ValueBytes::readQuantity).ifPresent(rules::maxQuantity);
        readOptional(in, ValueBytes::readMoney).ifPresent(rules::minNotional);
        return rules.scales(in.octet(), in.octet())
                .calendar(readCalendar(in))
                .shortable(in.flag())
                .validFrom(readInstant(in))
                .build();
    }

    private static void write(TradingCalendar calendar, PayloadWriter out) {
        if (calendar.equals(TradingCalendar.alwaysOpen())) {
            out.octet(ALWAYS_OPEN);
        } else {
            out.octet(BY_NAME);
            out.text(calendar.name());
            out.text(calendar.zone().getId());
        }
    }

    private static TradingCalendar readCalendar(PayloadReader in) {
        int how = in.octet();
        return switch (how) {
            case ALWAYS_OPEN -> TradingCalendar.alwaysOpen();
            case BY_NAME -> RecordedCalendar.resolve(in.text(), ZoneId.of(in.text()));
            default -> throw in.unknown(how, "calendar");
        };
    }
}
