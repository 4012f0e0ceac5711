package dev.waybill.deploys;

import dev.waybill.requests.Requests;
import java.util.Locale;

/** Where a request came in. All of them end in {@link Requests}. */
public enum Door {
    /** Somebody, by the API, the command line or a page. */
    API,
    /** A client that cannot give a reason: one of {@code /tasks/}, or one that names a user and says no more. */
    OLD_CLIENT,
    /** Somebody, back to an older commit. */
    ROLLBACK,
    /** Somebody, with the commit that is live in another environment. */
    PROMOTION,
    /** Nobody in person: the repository has changed. */
    AUTOMATION;

    /** The word in tables and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Door of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
