package dev.waybill.receivers;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The answer of a receiver.
 *
 * @param headers by name in any case
 * @param body its beginning, see {@link Receivers#send}
 */
public record Answer(int status, Map<String, String> headers, String body) {
    public Answer {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        headers = all;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** For people, in full length: {@code HTTP 404: no_service}. */
    public String summary() {
        var text = body.strip();
        return text.isEmpty() ? "HTTP " + status : "HTTP %d: %s".formatted(status, text);
    }
}
