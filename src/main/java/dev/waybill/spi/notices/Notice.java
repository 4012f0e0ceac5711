package dev.waybill.spi.notices;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is told to a receiver. Texts have no markup and no secrets, but can contain whatever people have written.
 *
 * @param id the number of its event: the same whenever this is told, larger for later ones, and 0 for a sample
 * @param at when it happened
 * @param app null for all apps
 * @param environment null for all of them
 * @param by who did it; null for the server itself
 * @param sentence what happened, in one line
 * @param details more lines, the most important first
 * @param url where to read more
 * @param deploy what it is about; null for something else
 */
public record Notice(
        long id,
        Instant at,
        Topic topic,
        @Nullable String app,
        @Nullable String environment,
        @Nullable String by,
        String sentence,
        List<String> details,
        String url,
        @Nullable NoticeDeploy deploy) {
    public Notice {
        details = List.copyOf(details);
    }

    /** Whether this only tries a notifier, and nothing has happened. */
    public boolean isSample() {
        return id == 0;
    }
}
