package io.fairlead.api.market;

import io.fairlead.api.instrument.InstrumentId;
import java.util.List;

/**
 * One news item as a source published it. Untrusted text: it is shown, counted and scored, and never becomes an order by itself.
 *
 * @param id the source's id
 * @param timeNanos when it was published, or last changed, in epoch nanoseconds
 * @param headline one line
 * @param summary a paragraph; empty where the source has none
 * @param source who wrote it
 * @param url where it can be read; empty where the source does not say
 * @param instruments what it is about, as far as the source says
 */
public record NewsItem(
        String id,
        long timeNanos,
        String headline,
        String summary,
        String source,
        String url,
        List<InstrumentId> instruments) {
    /** Copies the instruments. */
    public NewsItem {
        instruments = List.copyOf(instruments);
    }
}
