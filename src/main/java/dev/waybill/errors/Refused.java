package dev.waybill.errors;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The gates refuse a request. Carries all blockers; the first one determines the error name and the message. */
public final class Refused extends ServiceException {
    private static final long serialVersionUID = 1;

    private final transient List<? extends Reason> reasons;
    private final transient Map<String, Object> more;

    /** @param reasons at least one */
    public Refused(List<? extends Reason> reasons) {
        this(reasons, "");
    }

    /** @param wayOut ends the message; empty if the reasons say everything */
    public Refused(List<? extends Reason> reasons, String wayOut) {
        this(reasons, reasons.getFirst().message() + wayOut, Map.of());
    }

    private Refused(List<? extends Reason> reasons, String message, Map<String, Object> more) {
        super(reasons.getFirst().code().toLowerCase(Locale.ROOT), message);
        this.reasons = List.copyOf(reasons);
        this.more = Map.copyOf(more);
    }

    /** The same, with more fields for the answer. */
    public Refused with(Map<String, Object> added) {
        return new Refused(reasons, String.valueOf(getMessage()), added);
    }

    /** Further fields of the answer, by name. */
    public Map<String, Object> more() {
        return more;
    }

    public List<? extends Reason> reasons() {
        return reasons;
    }
}
