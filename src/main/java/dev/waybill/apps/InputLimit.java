package dev.waybill.apps;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.AppTree;
import dev.waybill.errors.Invalid;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How much a request can bring in that is kept for good, and read and shown again and again: the configuration of an app, the parameters
 * of a deploy.
 *
 * @param bytes as JSON
 */
public record InputLimit(int bytes) {
    /** As many parameters as a deploy can be given, whatever their size. */
    private static final int MOST = 200;

    /** Why a configuration is too large, by the key that holds most of it; empty if it is not. */
    public Optional<Map.Entry<String, String>> objection(AppConfig config) {
        var size = size(config);
        if (size <= bytes) {
            return Optional.empty();
        }
        var largest = AppTree.of(config).entrySet().stream()
                .max(Comparator.comparingInt(entry -> size(entry.getValue())))
                .map(Map.Entry::getKey)
                .orElse("");
        return Optional.of(Map.entry(
                largest,
                "%s, most of it here; keep what is long in files of the repository"
                        .formatted(tooLarge("the configuration of the app", size))));
    }

    /**
     * @param before null for an app that is being made
     * @throws Invalid if it is too large, and larger than it was: one that was stored under a higher limit can be edited
     */
    public void require(AppConfig config, @Nullable AppConfig before) {
        if (before == null || size(config) > size(before)) {
            objection(config).ifPresent(why -> {
                throw Invalid.fields(Map.of(why.getKey(), why.getValue()));
            });
        }
    }

    /** @throws Invalid if these parameters of a deploy are too large, or too many */
    public void require(Map<String, Object> params) {
        if (params.size() > MOST) {
            throw Invalid.fields(
                    Map.of("params", "there are %d; at most %d are allowed".formatted(params.size(), MOST)));
        }
        var size = size(params);
        if (size > bytes) {
            throw Invalid.fields(Map.of("params", tooLarge("all of them together", size)));
        }
    }

    private String tooLarge(String what, int size) {
        return "%s would be %d bytes of JSON; the limit is %d (max_input of the server)".formatted(what, size, bytes);
    }

    private static int size(Object value) {
        return JsonMapper.shared().writeValueAsBytes(value).length;
    }
}
