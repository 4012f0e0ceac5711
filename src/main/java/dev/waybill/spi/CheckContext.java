package dev.waybill.spi;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a check is asked about. Belongs to one question and one thread. */
public interface CheckContext {
    /** The name of the app. */
    String app();

    String environment();

    /** 40 hex digits. */
    String sha();

    /** The ref that was requested. */
    String ref();

    /** The settings of the check, with the values of secrets in the place of their references. */
    Map<String, Object> settings();

    Instant now();

    /**
     * The variables with which commands of the app are started, secrets among them; without {@code HOME} and {@code TMPDIR}.
     *
     * @throws IOException with a sentence if a secret cannot be read
     */
    Map<String, String> variables() throws IOException;

    /** The system user that runs the commands of the app; null for the server's own. */
    @Nullable
    String user();

    /**
     * When the commit was made.
     *
     * @throws IOException with a sentence if the repository cannot be asked
     */
    Instant committedAt() throws IOException, InterruptedException;
}
