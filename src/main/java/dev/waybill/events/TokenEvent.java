package dev.waybill.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;

/**
 * A token that was created or revoked.
 *
 * @param of the user whose token it is
 */
public record TokenEvent(@JsonIgnore Change change, String name, String of, String by) implements EventData {
    public enum Change {
        CREATED,
        REVOKED
    }

    @Override
    public String eventKind() {
        return "token." + change.name().toLowerCase(Locale.ROOT);
    }
}
