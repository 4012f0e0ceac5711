package dev.waybill.apps.config;

import org.jspecify.annotations.Nullable;

/**
 * The server's own settings in a file, each the same as the option of its name; an option wins. Null where the file is silent.
 *
 * @param maxRunning how many deploys may run at once
 */
public record ServerSettings(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String url,
        @Nullable String repositories,
        @Nullable Integer maxRunning) {
    /** A file that says nothing of the server. */
    public static final ServerSettings NONE = new ServerSettings(null, null, null, null, null);

    static ServerSettings read(Section file) {
        return new ServerSettings(
                file.text("host", "an address to listen on"),
                whole(file, "port", 65_535),
                file.text("url", "the URL at which people reach the server"),
                template(file),
                whole(file, "max_running", 100_000));
    }

    private static @Nullable String template(Section file) {
        var template = file.text("repositories", "a URL with {app} in it");
        if (template != null && !template.contains("{app}")) {
            file.mistake("repositories", "must hold {app}, which stands for the name of the app");
        }
        return template;
    }

    private static @Nullable Integer whole(Section file, String key, int largest) {
        var number = file.positive(key, "whole");
        if (number == null) {
            return null;
        }
        if (number.doubleValue() != Math.rint(number.doubleValue()) || number.doubleValue() > largest) {
            file.mistake(key, "must be a whole number from 1 to " + largest);
            return null;
        }
        return number.intValue();
    }
}
