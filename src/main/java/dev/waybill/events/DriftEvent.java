package dev.waybill.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The system to which an environment is deployed has another commit live than is recorded here; somebody knows; or it has not any
 * more.
 *
 * @param release what is live there, by its name there
 * @param sha its commit
 * @param releasedBy who put it there; null if unknown
 * @param recorded the commit that is recorded as live
 * @param deploy the name of the deploy that made that live
 * @param by the name of the user who acknowledges it; null for the server itself
 */
public record DriftEvent(
        @JsonIgnore Change change,
        String release,
        String sha,
        @Nullable String releasedBy,
        String recorded,
        String deploy,
        @Nullable String by)
        implements EventData {
    public enum Change {
        FOUND,
        ACKNOWLEDGED,
        ENDED
    }

    @Override
    public String eventKind() {
        return "drift." + change.name().toLowerCase(Locale.ROOT);
    }
}
