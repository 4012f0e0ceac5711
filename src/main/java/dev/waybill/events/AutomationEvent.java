package dev.waybill.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Automatic deploys of an environment were switched on or off, or paused, or have been paused for a day.
 *
 * @param reason why, in the words of whoever did it; for a pause of the server, the deploy after which it waits
 * @param by the name of that user; null for the server itself
 */
public record AutomationEvent(
        @JsonIgnore Change change,
        @Nullable String reason,
        @Nullable String by) implements EventData {
    public enum Change {
        ON,
        OFF,
        PAUSED,
        STILL_PAUSED;

        /** @param mode the word of a mode */
        public static Change of(String mode) {
            return valueOf(mode.toUpperCase(Locale.ROOT));
        }
    }

    @Override
    public String eventKind() {
        return "automation." + change.name().toLowerCase(Locale.ROOT);
    }
}
