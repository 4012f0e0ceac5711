package dev.waybill.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;

/**
 * A change of the hosts whose keys are trusted.
 *
 * @param fingerprint of its key; empty where it was forgotten
 */
public record HostEvent(@JsonIgnore Change change, String host, String fingerprint) implements EventData {
    public enum Change {
        TRUSTED,
        FORGOTTEN
    }

    @Override
    public String eventKind() {
        return "host." + change.name().toLowerCase(Locale.ROOT);
    }
}
