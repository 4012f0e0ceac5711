package dev.waybill.deploys;

import dev.waybill.spi.HostState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The states of hosts by name, in the order in which they were first reported. */
final class HostStates {
    /** The others are left out. */
    static final int MOST = 500;

    /** Neither an option nor several words; without invisible characters. */
    private static final Pattern NAME = Pattern.compile("(?!-)[^,\\p{C}\\p{Z}]{1,255}");

    private HostStates() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Those that can be shown. */
    static Map<String, HostState> shown(Map<String, HostState> states) {
        var shown = new LinkedHashMap<>(states);
        shown.keySet().removeIf(name -> !isName(name));
        return shown;
    }

    /** With their names masked. */
    static Map<String, HostState> masked(Map<String, HostState> states, UnaryOperator<String> mask) {
        var masked = new LinkedHashMap<String, HostState>();
        states.forEach((name, state) -> masked.put(mask.apply(name), state));
        return masked;
    }

    /** With newer ones, of which those that are pending replace none. */
    static Map<String, HostState> merged(Map<String, HostState> present, Map<String, HostState> more) {
        var merged = new LinkedHashMap<>(present);
        more.forEach((name, state) -> {
            var isKnown = merged.containsKey(name);
            if (isKnown ? state != HostState.PENDING : merged.size() < MOST) {
                merged.put(name, state);
            }
        });
        return merged;
    }
}
