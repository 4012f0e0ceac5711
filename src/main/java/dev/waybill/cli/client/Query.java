package dev.waybill.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A path with a query. */
public final class Query {
    private final StringBuilder path;
    private char next = '?';

    public Query(String path) {
        this.path = new StringBuilder(path);
    }

    /** Adds a parameter, unless its value is null. */
    public Query with(String name, @Nullable Object value) {
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
