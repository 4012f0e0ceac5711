package dev.waybill.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A path with what is asked of it. */
final class Query {
    private final StringBuilder path;
    private char next = '?';

    Query(String path) {
        this.path = new StringBuilder(path);
    }

    /** Adds a parameter, unless its value is null. */
    Query with(String name, @Nullable Object value) {
        if (value != null) {
            path.append(next)
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
            next = '&';
        }
        return this;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
