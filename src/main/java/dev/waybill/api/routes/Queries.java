package dev.waybill.api.routes;

import dev.waybill.api.input.Input;
import dev.waybill.apps.config.text.Likeness;
import dev.waybill.errors.Invalid;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Query parameters. An empty one counts as absent. */
public final class Queries {
    private static final Set<String> NO = Set.of("0", "false");
    private static final Pattern OTHERWISE = Pattern.compile("(?i)(?:^|&)dry[-_]?run(?:=(?<value>[^&]*))?(?=&|$)");

    /** Parameters that can be given several times. */
    private static final Set<String> REPEATED = Set.of("status");

    private Queries() {}

    public static @Nullable String text(Context ctx, String name) {
        var text = ctx.queryParam(name);
        if (text != null && text.indexOf('\0') >= 0) {
            throw Invalid.fields(Map.of(name, "must not contain a NUL character"));
        }
        return text == null || text.isEmpty() ? null : text;
    }

    /**
     * Whether this is a dry run. In any spelling, anything but a plain no means yes, so that nothing is changed by mistake.
     */
    public static boolean isRehearsal(Context ctx) {
        var wish = ctx.queryParam("dry_run");
        var spelled = OTHERWISE.matcher(Objects.requireNonNullElse(ctx.queryString(), ""));
        return wish != null && !NO.contains(wish.toLowerCase(Locale.ROOT))
                || spelled.find() && !NO.contains(Objects.requireNonNullElse(spelled.group("value"), "true"));
    }

    public static boolean isWordForRehearsal(String name) {
        return OTHERWISE.matcher(name).matches();
    }

    /**
     * Refuses unknown parameters, which would be ignored, and repeated ones, which are ambiguous.
     *
     * @throws Invalid if there are any. {@link Input} checks requests with fields, which can be in the query
     */
    public static void refuseUnknown(Context ctx, Route route) {
        var mistakes = new LinkedHashMap<String, String>();
        ctx.queryParamMap().forEach((name, values) -> {
            if (!route.hasFields() && !route.query().contains(name) && !isWordForRehearsal(name)) {
                mistakes.put(name, unknown(name, route.query()));
            } else if (values.size() > 1 && !REPEATED.contains(name)) {
                mistakes.put(name, "is given %d times".formatted(values.size()));
            }
        });
        if (!mistakes.isEmpty()) {
            throw Invalid.fields(mistakes);
        }
    }

    private static String unknown(String name, Set<String> known) {
        return known.isEmpty()
                ? "unknown; this request takes no query parameters"
                : "unknown" + Likeness.suggestion(name, new TreeSet<>(known), ", did you mean %s?", "; use one of %s");
    }

    /** @throws Invalid unless it is a whole number in this range, or absent */
    public static Optional<Long> number(Context ctx, String name, long smallest, long largest) {
        return Optional.ofNullable(text(ctx, name)).map(text -> Numbers.between(name, text, smallest, largest));
    }

    /** True for {@code true} and {@code 1}, as in a body; false if absent. */
    public static boolean flag(Context ctx, String name) {
        return switch (text(ctx, name)) {
            case null -> false;
            case "false", "0" -> false;
            case "true", "1" -> true;
            default -> throw Invalid.fields(Map.of(name, "must be true or false"));
        };
    }
}
