package dev.waybill.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A branch or tag of an app's repository has changed, as far as the app wants to know. Between two looks at the repository only
 * the last change is seen.
 *
 * @param ref its full name, such as {@code refs/heads/main}, or {@code HEAD}
 * @param sha what it names now; null if it was deleted
 * @param previous what it named when it was last seen; null if it is new
 */
public record RefEvent(
        @JsonIgnore Change change,
        String ref,
        @Nullable String sha,
        @Nullable String previous) implements EventData {
    public enum Change {
        CREATED,
        MOVED,
        DELETED
    }

    @Override
    public String eventKind() {
        return "ref." + change.name().toLowerCase(Locale.ROOT);
    }
}
