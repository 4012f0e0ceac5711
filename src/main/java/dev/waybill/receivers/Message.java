package dev.waybill.receivers;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request to a receiver.
 *
 * @param url of {@link Receivers#url}
 * @param headers {@code Content-Type} among them; values can be secret
 */
public record Message(String method, URI url, Map<String, String> headers, String body) {
    private static final String JSON = "application/json";

    public Message {
        headers = Map.copyOf(headers);
    }

    /** Posts JSON. */
    public static Message json(URI url, String body) {
        return json(url, Map.of(), body);
    }

    /** @param headers more of them */
    public static Message json(URI url, Map<String, String> headers, String body) {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        all.put("Content-Type", JSON);
        all.putAll(headers);
        return new Message("POST", url, all, body);
    }

    /** Without what may be secret: a part of the path often is. */
    @Override
    public String toString() {
        return "%s to %s: %s".formatted(method, url.getHost(), body);
    }
}
