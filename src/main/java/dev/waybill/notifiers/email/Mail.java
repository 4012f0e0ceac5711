package dev.waybill.notifiers.email;

import dev.waybill.apps.config.SmtpSettings.Tls;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where mail goes through. */
public interface Mail {
    /**
     * A server that takes mail.
     *
     * @param user null for none
     * @param password null exactly if there is no user
     * @param from null if each notifier says so
     */
    record Server(
            String host,
            int port,
            Tls tls,
            @Nullable String user,
            @Nullable String password,
            @Nullable String from) {}

    /**
     * Empty if none is configured.
     *
     * @throws IOException with a sentence if its password cannot be read
     */
    Optional<Server> server() throws IOException;

    /** Whether one is configured. */
    default boolean isConfigured() {
        try {
            return server().isPresent();
        } catch (IOException _) { // of its password
            return true;
        }
    }
}
