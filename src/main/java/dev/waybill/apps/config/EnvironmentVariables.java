package dev.waybill.apps.config;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the environment of a command takes: names, which of them apps may give, and how much. */
public final class EnvironmentVariables {
    /** Of one variable with its name, and of one argument: MAX_ARG_STRLEN of Linux. */
    public static final int LARGEST = 128 * 1024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}");
    /** All that Waybill sets itself, or may set one day. */
    private static final Pattern RESERVED = Pattern.compile("WAYBILL(_.*)?");

    private EnvironmentVariables() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Why no app may give a variable this name, which is one; empty if it may. */
    static Optional<String> objectionToName(String name) {
        return RESERVED.matcher(name).matches()
                ? Optional.of("%s is a name that Waybill keeps for itself; take one that does not begin with WAYBILL"
                        .formatted(name))
                : Optional.empty();
    }

    /** Why a variable cannot be given, by its name or its size; empty if it can. */
    static Optional<String> objection(String name, String value) {
        return objectionToName(name).or(() -> objectionToSize(name, value));
    }

    /** Why the kernel would refuse it; never the value. */
    public static Optional<String> objectionToSize(String name, String value) {
        var size = size(name, value);
        return size > LARGEST
                ? Optional.of("the variable %s is %d bytes with its name; the limit is %d; give a file instead"
                        .formatted(name, size, LARGEST))
                : Optional.empty();
    }

    /** The same of a command line. */
    public static Optional<String> objectionToLine(String line) {
        var size = bytes(line) + 1L;
        return size > LARGEST
                ? Optional.of("the command line is %d bytes; the limit is %d; put it into a script of the repository"
                        .formatted(size, LARGEST))
                : Optional.empty();
    }

    /** As it stands in the environment: name, equals sign, value, NUL. */
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

    /** Parameters that would be the variable of another one, which would be lost; each with a sentence. */
    public static Map<String, String> collisions(Iterable<String> parameters) {
        var first = new LinkedHashMap<String, String>();
        var collisions = new LinkedHashMap<String, String>();
        parameters.forEach(name -> {
            var variable = ofParameter(name);
            var other = first.putIfAbsent(variable, name);
            if (other != null) {
                collisions.put(
                        name,
                        "would be the variable %s, as %s is; give one of them another name".formatted(variable, other));
            }
        });
        return collisions;
    }
}
