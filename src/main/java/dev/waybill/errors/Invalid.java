package dev.waybill.errors;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The request itself is wrong, whatever the state of things. */
public final class Invalid extends ServiceException {
    private static final long serialVersionUID = 1;

    private final transient Map<String, String> fields;

    public Invalid(String name, String message) {
        this(name, message, Map.of());
    }

    private Invalid(String name, String message, Map<String, String> fields) {
        super(name, message);
        this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * Fields that are missing or of a wrong type.
     *
     * @param fields what is wrong by field, in the order to tell it; at least one
     */
    public static Invalid fields(Map<String, String> fields) {
        var first = fields.entrySet().iterator().next();
        return new Invalid("invalid_field", "%s: %s".formatted(first.getKey(), first.getValue()), fields);
    }

    /** What is wrong by field; empty if the mistake belongs to no single field. */
    public Map<String, String> fields() {
        return fields;
    }
}
