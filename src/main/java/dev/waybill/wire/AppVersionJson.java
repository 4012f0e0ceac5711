package dev.waybill.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of an app's configuration.
 *
 * @param user who made it; null for the server's configuration file
 * @param changes against the version before
 */
public record AppVersionJson(
        int version, String date, @Nullable String user, List<Change> changes, Map<String, Object> config) {
    /** A value that is another one now; null where it was not there, or is no more. */
    public record Change(
            String path, @Nullable Object before, @Nullable Object after) {}
}
