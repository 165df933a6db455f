package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pages of rows that are sorted by symbol, then time: the limit counts rows of all symbols together, so that the first page may hold
 * one symbol alone. Where asked for, an empty page that has a token of its own comes between two full ones. Guarded by the venue's lock.
 */
final class AlpacaPages {
    private static final String EMPTY = "empty:";

    private final boolean withEmptyPages;

    AlpacaPages(boolean withEmptyPages) {
        this.withEmptyPages = withEmptyPages;
    }

    /** One row and what it belongs to. */
    record Row(String symbol, ObjectNode value) {}

    /**
     * One page.
     *
     * @param single the symbol of a call for one symbol, whose rows are no map; null for a call for several
     */
    ObjectNode page(List<Row> rows, String kind, int limit, String token, @Nullable String single) {
        String place = decode(token);
        boolean empty = place.startsWith(EMPTY);
        int from = offset(empty ? place.substring(EMPTY.length()) : place);
        int to = empty ? from : Math.min(rows.size(), from + limit);
        ObjectNode node = AlpacaJson.object();
        if (single == null) {
            map(node.putObject(kind), rows.subList(Math.min(from, to), to));
        } else {
            ArrayNode array = node.putArray(kind);
            rows.subList(Math.min(from, to), to).forEach(row -> array.add(row.value()));
            node.put("symbol", single);
        }
        if (to >= rows.size()) {
            return node.putNull("next_page_token");
        }
        return node.put("next_page_token", encode((withEmptyPages && !empty ? EMPTY : "") + to));
    }

    private static void map(ObjectNode node, List<Row> rows) {
        TreeMap<String, ArrayNode> bySymbol = new TreeMap<>();
        for (Row row : rows) {
            bySymbol.computeIfAbsent(row.symbol(), any -> AlpacaJson.array()).add(row.value());
        }
        bySymbol.forEach(node::set);
    }

    private static int offset(String place) {
        try {
            return place.isEmpty() ? 0 : Integer.parseInt(place);
        } catch (NumberFormatException malformed) {
            throw AlpacaRefusal.ofData(400, "invalid page_token");
        }
    }

    private static String encode(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw AlpacaRefusal.ofData(400, "invalid page_token");
        }
    }
}
