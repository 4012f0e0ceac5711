package dev.waybill.checks.kinds;

import dev.waybill.forge.Forge;
import java.io.IOException;
import java.util.Map;

/** Finds the repository of an app at its code host. Thread-safe. */
@FunctionalInterface
public interface CodeHosts {
    /** No code host is known. */
    CodeHosts NONE = (app, _) -> {
        throw new IOException("this server has no access to the code host of " + app);
    };

    /**
     * The repository of an app.
     *
     * @param settings of the check; they override those of the app
     * @throws IOException with a sentence that says what to configure
     */
    Forge of(String app, Map<String, Object> settings) throws IOException;
}
