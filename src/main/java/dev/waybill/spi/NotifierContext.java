package dev.waybill.spi;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a notifier needs to tell one notice. Belongs to one attempt and one thread. */
public interface NotifierContext {
    /** The settings of the notifier, with the values of secrets in the place of their references. */
    Map<String, Object> settings();

    Instant now();

    /** What this notifier remembered last about the deploy, or whatever else the notice is about; empty if nothing. */
    Optional<String> remembered();

    /** Remembers a text, for about a month after the last time. It is stored when this returns. */
    void remember(String text);

    /**
     * What this notifier remembered last about the environment of the notice, in its app; empty if nothing. What it is told about one
     * environment, it is told one after the other.
     */
    Optional<String> rememberedOfEnvironment();

    /** The same as {@link #remember}, for about a year after the last time. */
    void rememberOfEnvironment(String text);

    /** The last lines of the deploy's log, oldest first, without control characters; empty if there are none. */
    List<String> lastLines(int most);

    /**
     * The variables with which commands of the app are started, secrets among them; without {@code HOME} and {@code TMPDIR}. Empty
     * for a notifier of the server.
     *
     * @throws IOException with a sentence if a secret cannot be read
     */
    Map<String, String> variables() throws IOException;

    /** The system user that runs the commands of the app; null for the server's own, also for a notifier of the server. */
    @Nullable
    String user();
}
