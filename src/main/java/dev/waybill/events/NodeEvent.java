package dev.waybill.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;

/**
 * A change of a node by somebody.
 *
 * @param node its id
 * @param name of its machine
 */
public record NodeEvent(@JsonIgnore Change change, String node, String name) implements EventData {
    public enum Change {
        DRAINING,
        BACK,
        FORGOTTEN
    }

    @Override
    public String eventKind() {
        return "node." + change.name().toLowerCase(Locale.ROOT);
    }
}
