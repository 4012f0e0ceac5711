package dev.waybill.errors;

import java.util.Map;

/** The thing is not in the state that the request needs. */
public final class Conflict extends ServiceException {
    private static final long serialVersionUID = 1;

    private final transient Map<String, Object> more;

    public Conflict(String name, String message) {
        this(name, message, Map.of());
    }

    /** @param more further fields of the answer, such as the present state of the thing */
    public Conflict(String name, String message, Map<String, Object> more) {
        super(name, message);
        this.more = Map.copyOf(more);
    }

    public Map<String, Object> more() {
        return more;
    }
}
