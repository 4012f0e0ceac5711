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

/** Parameters in queries. An empty one counts as none. */
public final class Queries {
    private static final Set<String> NO = Set.of("0", "false");
    private static final Pattern OTHERWISE = Pattern.compile("(?i)(?:^|&)dry[-_]?run(?:=(?<value>[^&]*))?(?=&|$)");

    /** Of which one may be given several times. */
    private static final Set<String> REPEATED = Set.of("status");

    private Queries() {}

    public static @Nullable String text(Context ctx, String name) {
        var text = ctx.queryParam(name);
        if (text != null && text.indexOf('\0') >= 0) {
            throw Invalid.fields(Map.of(name, "must not hold a NUL character"));
        }
        return text == null || text.isEmpty() ? null : text;
    }

    /**
     * Whether to tell only what would happen. In whatever spelling, anything but a plain no is a yes: nobody should take a deed
     * for a
     * rehearsal.
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
     * A parameter that nobody looks at is a wish that is not heard, and one that is there twice has two meanings.
     *
     * @throws Invalid if there is such a one. What a body may say, the query may say, too; {@link Input} looks at those
     */
    public static void refuseUnknown(Context ctx, Route route) {
        var mistakes = new LinkedHashMap<String, String>();
        ctx.queryParamMap().forEach((name, values) -> {
            if (!route.hasFields() && !route.query().contains(name) && !isWordForRehearsal(name)) {
                mistakes.put(name, unknown(name, route.query()));
            } else if (values.size() > 1 && !REPEATED.contains(name)) {
                mistakes.put(name, "is in the query %d times".formatted(values.size()));
            }
        });
        if (!mistakes.isEmpty()) {
            throw Invalid.fields(mistakes);
        }
    }

    private static String unknown(String name, Set<String> known) {
        return known.isEmpty()
                ? "unknown; nothing may stand in the query here"
                : "unknown" + Likeness.suggestion(name, new TreeSet<>(known), ", did you mean %s?", "; use one of %s");
    }

    /** @throws Invalid unless it is a whole number in this range, or not given */
    public static Optional<Long> number(Context ctx, String name, long smallest, long largest) {
        return Optional.ofNullable(text(ctx, name)).map(text -> Numbers.between(name, text, smallest, largest));
    }

    /** True for {@code true} and {@code 1}, as for a field of a body; false if it was not given. */
    public static boolean flag(Context ctx, String name) {
        return switch (text(ctx, name)) {
            case null -> false;
            case "false", "0" -> false;
            case "true", "1" -> true;
            default -> throw Invalid.fields(Map.of(name, "must be true or false"));
        };
    }
}
