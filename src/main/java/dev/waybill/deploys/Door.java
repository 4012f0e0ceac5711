package dev.waybill.deploys;

import java.util.Locale;

/** How a request came in. */
public enum Door {
    /** A person, through the API, the command line or a page. */
    API,
    /** A client that cannot give a reason: it uses {@code /tasks/}, or names a user and nothing else. */
    OLD_CLIENT,
    /** A person rolls back to an older commit. */
    ROLLBACK,
    /** A person deploys the commit that is live in another environment. */
    PROMOTION,
    /** The server, because the repository has changed. */
    AUTOMATION,
    /** A user of the code host, by a deployment that was created there. */
    CODE_HOST,
    /** A deploy that happened elsewhere and was recorded here. */
    RECORD;

    /** The word in tables and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Door of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
