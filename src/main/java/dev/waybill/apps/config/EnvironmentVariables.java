package dev.waybill.apps.config;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules for environment variables: valid names, reserved names, and sizes. */
public final class EnvironmentVariables {
    /** The maximum size of a variable with its name, and of an argument: MAX_ARG_STRLEN of Linux. */
    public static final int LARGEST = 128 * 1024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}");
    /** Names that Waybill sets, or may set in the future. */
    private static final Pattern RESERVED = Pattern.compile("WAYBILL(_.*)?");

    private EnvironmentVariables() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Why apps cannot set a variable of this valid name; empty if they can. */
    static Optional<String> objectionToName(String name) {
        return RESERVED.matcher(name).matches()
                ? Optional.of("%s is reserved for Waybill; use a name that does not begin with WAYBILL".formatted(name))
                : Optional.empty();
    }

    /** Why a variable's name or size is not accepted; empty if it is. */
    static Optional<String> objection(String name, String value) {
        return objectionToName(name).or(() -> objectionToSize(name, value));
    }

    /** Why the kernel would refuse the variable; never shows the value. */
    public static Optional<String> objectionToSize(String name, String value) {
        var size = size(name, value);
        return size > LARGEST
                ? Optional.of("the variable %s is %d bytes with its name; the limit is %d; use a file instead"
                        .formatted(name, size, LARGEST))
                : Optional.empty();
    }

    /** Why the kernel would refuse the command line. */
    public static Optional<String> objectionToLine(String line) {
        var size = bytes(line) + 1L;
        return size > LARGEST
                ? Optional.of("the command line is %d bytes; the limit is %d; move it to a script in the repository"
                        .formatted(size, LARGEST))
                : Optional.empty();
    }

    /** The size in the environment: name, equals sign, value, NUL. */
    public static long size(String name, String value) {
        return bytes(name) + bytes(value) + 2L;
    }

    public static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Such as {@code WAYBILL_PARAM_BATCH_SIZE} for {@code batch-size}. */
    public static String ofParameter(String name) {
        return "WAYBILL_PARAM_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Parameters whose variable would also be that of another one; a sentence for each. */
    public static Map<String, String> collisions(Iterable<String> parameters) {
        var first = new LinkedHashMap<String, String>();
        var collisions = new LinkedHashMap<String, String>();
        parameters.forEach(name -> {
            var variable = ofParameter(name);
            var other = first.putIfAbsent(variable, name);
            if (other != null) {
                collisions.put(
                        name, "would become the variable %s, like %s; rename one of them".formatted(variable, other));
            }
        });
        return collisions;
    }
}
