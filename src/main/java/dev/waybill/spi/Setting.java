package dev.waybill.spi;

/**
 * One setting of a provider.
 *
 * @param name as users write it
 */
public record Setting(String name, Kind kind, boolean required) {
    /** What a value must be. */
    public enum Kind {
        /** Text, not empty. */
        TEXT,
        /** A number of seconds, more than zero. */
        SECONDS,
        /** True or false. */
        FLAG,
        /** Text by name. */
        TEXT_BY_NAME
    }

    public static Setting required(String name, Kind kind) {
        return new Setting(name, kind, true);
    }

    public static Setting optional(String name, Kind kind) {
        return new Setting(name, kind, false);
    }
}
