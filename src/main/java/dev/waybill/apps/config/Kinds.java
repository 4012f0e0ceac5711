package dev.waybill.apps.config;

import dev.waybill.apps.config.text.Durations;
import dev.waybill.spi.Setting;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks whether values fit the kinds of their settings. */
final class Kinds {
    /** The largest number that JSON clients read exactly. */
    private static final long LARGEST_WHOLE = (1L << 53) - 1;

    private static final String TEXT = "must be text that is not empty";
    private static final String SECRET =
            "must say where the secret is: either {\"file\": \"PATH\"} or {\"env\": \"NAME\"}";
    /** A name of RFC 9110, section 5.1. */
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}");

    private final BiConsumer<String, String> mistakes;

    private Kinds(BiConsumer<String, String> mistakes) {
        this.mistakes = mistakes;
    }

    /**
     * @param value converted by {@link Types}
     * @param mistakes receives each mistake: the path below the value, empty or beginning with a dot, and a sentence
     */
    static void check(Setting.Kind kind, Object value, BiConsumer<String, String> mistakes) {
        new Kinds(mistakes).check(kind, value);
    }

    private void check(Setting.Kind kind, Object value) {
        switch (kind) {
            case TEXT -> require(isText(value), "", TEXT);
            case TEXTS -> texts(value);
            case COMMAND -> command("", value);
            case COMMANDS -> new StepsCheck(mistakes, this::command).check("", value);
            case TASKS -> new StepsCheck(mistakes, this::command).checkTasks(value);
            case SECONDS ->
                require(
                        isSeconds(value),
                        "",
                        "must be a number of seconds above zero and up to %.0f".formatted(Durations.LARGEST_SECONDS));
            case DURATION -> require(isDuration(value), "", Durations.RULE);
            case WHOLE_NUMBER ->
                require(isWhole(value), "", "must be a whole number from 0 to %d".formatted(LARGEST_WHOLE));
            case FLAG -> require(value instanceof Boolean, "", "must be true or false");
            case TEXT_BY_NAME -> variables(value);
            case HEADERS -> headers(value);
            case SECRET -> require(isReference(value), "", SECRET);
            case SECRET_OR_TEXT -> secretOrText("", value);
            case OBJECT -> require(value instanceof Map<?, ?>, "", "must be an object");
        }
    }

    private void require(boolean fits, String below, String sentence) {
        if (!fits) {
            mistakes.accept(below, sentence);
        }
    }

    private static boolean isText(@Nullable Object value) {
        return value instanceof String text && !text.isBlank();
    }

    private void texts(Object value) {
        if (!(value instanceof List<?> list)) {
            require(isText(value), "", TEXT + "; give one text, or a list of texts");
            return;
        }
        for (var index = 0; index < list.size(); index++) {
            require(isText(list.get(index)), "." + index, TEXT);
        }
    }

    private void command(String below, Object value) {
        require(isText(value), below, TEXT);
        if (value instanceof String line) {
            EnvironmentVariables.objectionToLine(line).ifPresent(why -> mistakes.accept(below, why));
        }
    }

    private static boolean isSeconds(Object value) {
        return value instanceof Number number
                && number.doubleValue() > 0
                && number.doubleValue() <= Durations.LARGEST_SECONDS;
    }

    private static boolean isDuration(Object value) {
        return isSeconds(value)
                || value instanceof String text && Durations.parse(text).isPresent();
    }

    private static boolean isWhole(Object value) {
        return (value instanceof Integer || value instanceof Long)
                && ((Number) value).longValue() >= 0
                && ((Number) value).longValue() <= LARGEST_WHOLE;
    }

    private void variables(Object value) {
        var isValid = value instanceof Map<?, ?> map
                && map.entrySet().stream()
                        .allMatch(it -> EnvironmentVariables.isName(String.valueOf(it.getKey()))
                                && it.getValue() instanceof String);
        require(isValid, "", "must be an object of variables: names of letters, digits and _, values of text");
        if (isValid) {
            ((Map<?, ?>) value)
                    .forEach((name, text) -> EnvironmentVariables.objection(name.toString(), text.toString())
                            .ifPresent(why -> mistakes.accept("." + name, why)));
        }
    }

    private void headers(Object value) {
        if (!(value instanceof Map<?, ?> headers)) {
            mistakes.accept("", "must be an object of headers by name, each text or a reference to a secret");
            return;
        }
        headers.forEach((name, content) -> {
            var below = "." + name;
            if (!HEADER.matcher(String.valueOf(name)).matches()) {
                mistakes.accept(below, "cannot be the name of a header; use letters, digits and dashes");
            } else if (!(content instanceof String line)) {
                secretOrText(below, content);
            } else if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) { // the rest would be another header
                mistakes.accept(below, "must be one line");
            }
        });
    }

    private void secretOrText(String below, Object value) {
        if (value instanceof Map<?, ?>) {
            require(isReference(value), below, SECRET);
        } else {
            require(isText(value), below, TEXT + ", or a reference: {\"file\": \"PATH\"} or {\"env\": \"NAME\"}");
        }
    }

    private static boolean isReference(Object value) {
        return value instanceof Map<?, ?> map && map.size() == 1 && (isText(map.get("file")) || isText(map.get("env")));
    }
}
