package dev.waybill.spi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a plug-in.
 *
 * @param name as users write it
 * @param required whether it must be given; if it is in a group, whether it must be given with the others of the group
 * @param shortKey the key of an app that is short for this setting of its provider; null if there is none
 * @param group its group; one group of a plug-in must be given completely. Null if it is in none
 * @param example a value that is accepted
 */
public record Setting(
        String name,
        Kind kind,
        boolean required,
        @Nullable String shortKey,
        @Nullable String group,
        Object example) {
    /** What a value must be. */
    public enum Kind {
        /** Text, not empty. */
        TEXT,
        /** One text or a list of texts, none of them empty. */
        TEXTS,
        /** A command line for {@code sh -c}. */
        COMMAND,
        /**
         * One command line for {@code sh -c}, or a list of steps: each an object with the name of the step and its command line.
         */
        COMMANDS,
        /** An object of tasks by name, each as in {@link #COMMANDS}. */
        TASKS,
        /** A number of seconds, more than zero. */
        SECONDS,
        /** A duration such as {@code 30m}, or a number of seconds; more than zero. */
        DURATION,
        /** A whole number from 0. */
        WHOLE_NUMBER,
        /** True or false. */
        FLAG,
        /** Environment variables: text by name. */
        TEXT_BY_NAME,
        /** HTTP headers: by name, each as in {@link #SECRET_OR_TEXT}. */
        HEADERS,
        /** A reference to a secret of the server, {@code {file: PATH}} or {@code {env: NAME}}; never the secret itself. */
        SECRET,
        /** The same, or text, for values that old clients send as text. */
        SECRET_OR_TEXT,
        /** An object, with any contents. */
        OBJECT;

        private Object example() {
            return switch (this) {
                case TEXT, TEXTS, SECRET_OR_TEXT -> "text";
                case COMMAND, COMMANDS -> "make deploy";
                case TASKS -> Map.of("restart", "make restart");
                case SECONDS -> 60;
                case DURATION -> "30m";
                case WHOLE_NUMBER -> 3;
                case FLAG -> true;
                case TEXT_BY_NAME -> Map.of("NAME", "text");
                case HEADERS -> Map.of("X-Name", "text", "Authorization", Map.of("env", "NAME"));
                case SECRET -> Map.of("file", "/run/secrets/name");
                case OBJECT -> Map.of("key", List.of(1, "two"));
            };
        }
    }

    public Setting {
        if (group != null && !required) {
            throw new IllegalArgumentException("%s is optional, so it must not be in a group".formatted(name));
        }
    }

    public static Setting required(String name, Kind kind) {
        return new Setting(name, kind, true, null, null, kind.example());
    }

    public static Setting optional(String name, Kind kind) {
        return new Setting(name, kind, false, null, null, kind.example());
    }

    /** Can also be given as a key of the app itself, if it is a setting of the app's provider. */
    public Setting inShort(String key) {
        return new Setting(name, kind, required, key, group, example);
    }

    /** Is required only with this group. The first group is the one that messages ask for. */
    public Setting inGroup(String word) {
        return new Setting(name, kind, required, shortKey, word, example);
    }

    public Setting withExample(Object value) {
        return new Setting(name, kind, required, shortKey, group, value);
    }
}
