package dev.waybill.errors;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The request itself is invalid, in any state of things. */
public final class Invalid extends ServiceException {
    private static final long serialVersionUID = 1;
    private static final int MOST_DETAILS = 100;

    private final transient Map<String, String> details;
    private final boolean isAboutFields;

    public Invalid(String name, String message) {
        this(name, message, Map.of(), false);
    }

    private Invalid(String name, String message, Map<String, String> details, boolean isAboutFields) {
        super(name, message);
        this.details = Collections.unmodifiableMap(shortened(details));
        this.isAboutFields = isAboutFields;
    }

    /** Limits the answer: nobody corrects a hundred mistakes at once, and each may quote the request. */
    private static Map<String, String> shortened(Map<String, String> details) {
        var shortened = new LinkedHashMap<String, String>();
        details.entrySet().stream()
                .limit(MOST_DETAILS)
                .forEach(detail -> shortened.put(Excerpt.of(detail.getKey()), Excerpt.of(detail.getValue())));
        return shortened;
    }

    /**
     * Several mistakes in a request.
     *
     * @param details the mistakes by path
     */
    public static Invalid mistakes(String name, String message, Map<String, String> details) {
        return new Invalid(name, message, details, false);
    }

    /**
     * Fields that are missing or of a wrong type.
     *
     * @param fields the mistakes by field, in display order; at least one
     */
    public static Invalid fields(Map<String, String> fields) {
        var all = fields.entrySet().stream()
                .map(field -> "%s: %s".formatted(field.getKey(), field.getValue()))
                .collect(Collectors.joining("; "));
        return new Invalid("invalid_field", Excerpt.of(all), fields, true);
    }

    /** The mistakes by field or path; empty if the sentence says everything. */
    public Map<String, String> details() {
        return details;
    }

    /** Whether fields are missing or of a wrong type. */
    public boolean isAboutFields() {
        return isAboutFields;
    }
}
