package dev.waybill.errors;

import java.util.List;
import java.util.Locale;

/** The gates say no. Carries every blocker, the first of which gave name and message. */
public final class Refused extends ServiceException {
    private static final long serialVersionUID = 1;

    private final transient List<? extends Reason> reasons;

    /** @param reasons at least one */
    public Refused(List<? extends Reason> reasons) {
        super(
                reasons.getFirst().code().toLowerCase(Locale.ROOT),
                reasons.getFirst().message());
        this.reasons = List.copyOf(reasons);
    }

    public List<? extends Reason> reasons() {
        return reasons;
    }
}
