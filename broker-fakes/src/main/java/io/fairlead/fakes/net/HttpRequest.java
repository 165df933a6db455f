package io.fairlead.fakes.net;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as it came.
 *
 * @param method in capitals, as sent
 * @param target path and query as sent, no percent sign decoded
 * @param headers by lower-case name, values in the order sent
 * @param body the bytes of the body; do not change them
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares these
public record HttpRequest(String method, String target, Map<String, List<String>> headers, byte[] body) {
    /** The path as sent, without the query. */
    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** The query as sent, without its question mark; empty when there is none. */
    public String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first header of that name, given in lower case. */
    public Optional<String> header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
    }

    @Override
    public String toString() {
        return method + " " + path();
    }
}
