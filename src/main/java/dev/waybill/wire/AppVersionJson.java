package dev.waybill.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of an app's configuration.
 *
 * @param user who made it; null for the server's configuration file
 * @param changes compared with the previous version
 */
public record AppVersionJson(
        int version, String date, @Nullable String user, List<Change> changes, Map<String, Object> config) {
    /** A changed value; null on one side if it was added or removed. */
    public record Change(
            String path, @Nullable Object before, @Nullable Object after) {}
}
