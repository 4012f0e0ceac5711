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
 * The maximum size of input that is stored permanently and read often: the configuration of an app, the parameters of a deploy.
 *
 * @param bytes as JSON
 */
public record InputLimit(int bytes) {
    /** The maximum number of parameters of a deploy. */
    private static final int MOST = 200;

    /** Why a configuration is too large, by its largest key; empty if it is not. */
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
                "%s, and this is the largest part; move long values to files in the repository"
                        .formatted(tooLarge("the configuration of the app", size))));
    }

    /**
     * @param before null for a new app
     * @throws Invalid if it is too large and has grown; a configuration stored under a higher limit can still be edited
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
                    Map.of("params", "has %d entries; at most %d are allowed".formatted(params.size(), MOST)));
        }
        var size = size(params);
        if (size > bytes) {
            throw Invalid.fields(Map.of("params", tooLarge("all parameters together", size)));
        }
    }

    private String tooLarge(String what, int size) {
        return "%s would be %d bytes of JSON; the limit is %d (max_input of the server)".formatted(what, size, bytes);
    }

    private static int size(Object value) {
        return JsonMapper.shared().writeValueAsBytes(value).length;
    }
}
