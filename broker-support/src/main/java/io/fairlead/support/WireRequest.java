package io.fairlead.support;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A request exactly as it goes out: what a {@link RequestSigner} gets to see, byte for byte. Its text form shows method, host and path only.
 * Immutable; any thread.
 */
public final class WireRequest {
    private final String method;
    private final String url;
    /** Names and values by turns. */
    private final String[] headers;

    private final byte[] body;
    private final String contentType;

    /**
     * A request.
     *
     * @param method GET, POST, PUT, DELETE or PATCH
     * @param url absolute and fully encoded; it is sent as it stands or not at all
     * @param headers names and values
     * @param body what follows the headers; empty for none
     * @param contentType what the body is; blank for none
     */
    public WireRequest(String method, String url, Map<String, String> headers, byte[] body, String contentType) {
        this(method, url, pairs(headers), body.clone(), contentType);
    }

    private WireRequest(String method, String url, String[] headers, byte[] body, String contentType) {
        this.method = method;
        this.url = url;
        this.headers = headers;
        this.body = body;
        this.contentType = contentType;
    }

    private static String[] pairs(Map<String, String> headers) {
        String[] pairs = new String[2 * headers.size()];
        int next = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            pairs[next++] = header.getKey();
            pairs[next++] = header.getValue();
        }
        return pairs;
    }

    /** GET, POST, PUT, DELETE or PATCH. */
    public String method() {
        return method;
    }

    /** Absolute and fully encoded. */
    public String url() {
        return url;
    }

    /** What the body is; blank for none. */
    public String contentType() {
        return contentType;
    }

    /** A copy of the headers, in order. */
    public Map<String, String> headers() {
        Map<String, String> copy = new LinkedHashMap<>();
        eachHeader(copy::put);
        return copy;
    }

    void eachHeader(BiConsumer<String, String> takes) {
        for (int i = 0; i < headers.length; i += 2) {
            takes.accept(headers[i], headers[i + 1]);
        }
    }

    /** A copy of the body. */
    public byte[] body() {
        return body.clone();
    }

    /** The bytes between host and body as they are sent: path and query. */
    public String pathAndQuery() {
        int path = url.indexOf('/', url.indexOf("://") + 3);
        return path < 0 ? "/" : url.substring(path);
    }

    /** The query as it is sent, without its question mark; empty if there is none. */
    public String query() {
        int mark = url.indexOf('?');
        return mark < 0 ? "" : url.substring(mark + 1);
    }

    /** With another URL. */
    public WireRequest withUrl(String signed) {
        return new WireRequest(method, signed, headers, body, contentType);
    }

    /** With another body. */
    public WireRequest withBody(byte[] signed) {
        return new WireRequest(method, url, headers, signed.clone(), contentType);
    }

    /** With one more header, or with another value of one that is there. */
    public WireRequest withHeader(String name, String value) {
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equals(name)) {
                String[] changed = headers.clone();
                changed[i + 1] = value;
                return new WireRequest(method, url, changed, body, contentType);
            }
        }
        String[] more = Arrays.copyOf(headers, headers.length + 2);
        more[headers.length] = name;
        more[headers.length + 1] = value;
        return new WireRequest(method, url, more, body, contentType);
    }

    byte[] bodyToSend() {
        return body;
    }

    /** Method, host and path; neither query, headers nor body. */
    @Override
    public String toString() {
        int mark = url.indexOf('?');
        URI uri = URI.create(mark < 0 ? url : url.substring(0, mark));
        return method + " " + uri.getHost() + uri.getRawPath();
    }
}
