package dev.waybill.forge.http;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, still without its credential.
 *
 * @param body JSON; null for none
 * @param isChange whether it changes something at the code host
 */
record Request(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String body,
        boolean isChange) {
    boolean isRead() {
        return method.equals("GET");
    }

    Request to(URI other) {
        return new Request(method, other, headers, body, isChange);
    }

    /** Scheme, host and port, the same for every spelling. */
    String origin() {
        return origin(uri);
    }

    static String origin(URI uri) {
        var port = uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return "%s://%s:%d".formatted(uri.getScheme(), uri.getHost(), port).toLowerCase(Locale.ROOT);
    }
}
