package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.spi.MarketDataFacet.Listener;
import io.fairlead.support.ExactJson;
import io.fairlead.support.UnreadableAnswerException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * One stream of the venue and those who listen to it. Messages come one at a time; what a topic remembers belongs to whoever brings them.
 */
abstract sealed class Topic permits QuoteTopic, TradeTopic, BarTopic, DepthTopic {
    private final String name;
    private final Instrument instrument;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    Topic(String name, Instrument instrument) {
        this.name = name;
        this.instrument = instrument;
    }

    /** The stream's name at the venue. */
    final String name() {
        return name;
    }

    final Instrument instrument() {
        return instrument;
    }

    final InstrumentId id() {
        return instrument.id();
    }

    void add(Listener listener) {
        listeners.add(listener);
    }

    /** Takes a listener away; whether none is left. */
    boolean remove(Listener listener) {
        listeners.remove(listener);
        return listeners.isEmpty();
    }

    final void tell(Consumer<Listener> what) {
        for (Listener listener : listeners) {
            what.accept(listener);
        }
    }

    final void gap(String detail) {
        tell(listener -> listener.onGap(id(), detail));
    }

    /** A message of this stream in combined form, {@code {"stream":"…","data":{…}}}, and where its data begins. */
    final void onMessage(String text, int dataAt) {
        if (!readUsual(new TextCursor(text, dataAt))) {
            read(ExactJson.field(ExactJson.read(text), "data"));
        }
    }

    /** Reads data that is written as usual, up to the end of the message; false, with nothing told or kept, if it is not. */
    abstract boolean readUsual(TextCursor cursor);

    /** Reads data, however it is written. */
    abstract void read(JsonNode data);

    /** Refuses data of another symbol. */
    final void checkSymbol(JsonNode data) {
        if (!ExactJson.text(data, "s").equals(id().symbol())) {
            throw new UnreadableAnswerException("field s is another symbol");
        }
    }

    /** Fetches what was missed while the connection was down. Never fails: what cannot be fetched is told as a gap. */
    CompletionStage<Void> recover() {
        return CompletableFuture.completedFuture(null);
    }
}
