package dev.waybill.errors;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The gates say no. Carries every blocker, the first of which gave name and message. */
public final class Refused extends ServiceException {
    private static final long serialVersionUID = 1;

    private final transient List<? extends Reason> reasons;
    private final transient Map<String, Object> more;

    /** @param reasons at least one */
    public Refused(List<? extends Reason> reasons) {
        this(reasons, Map.of());
    }

    private Refused(List<? extends Reason> reasons, Map<String, Object> more) {
        super(
                reasons.getFirst().code().toLowerCase(Locale.ROOT),
                reasons.getFirst().message());
        this.reasons = List.copyOf(reasons);
        this.more = Map.copyOf(more);
    }

    /** The same, with more for the one who asked to look at. */
    public Refused with(Map<String, Object> added) {
        return new Refused(reasons, added);
    }

    /** What the one who asked should look at, as fields of the answer, by name. */
    public Map<String, Object> more() {
        return more;
    }

    public List<? extends Reason> reasons() {
        return reasons;
    }
}
