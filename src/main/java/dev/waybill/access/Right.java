package dev.waybill.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A permission of a token. Each one includes reading within its scope. */
public enum Right {
    READ,
    /** Request, cancel, kill and retry deploys. */
    DEPLOY,
    /** Skip checks. */
    FORCE,
    /** Acquire and steal locks, and release one's own. */
    LOCK,
    APPROVE,
    /** Release, extend and hand over the locks of others. */
    OVERRIDE,
    /** Create, change and delete apps; reload the configuration file. */
    CONFIGURE,
    /** Manage tokens, trusted hosts and nodes. */
    ADMIN,
    /** Make requests on behalf of others. */
    IMPERSONATE,
    /**
     * Report the progress of a deploy. Included in {@code deploy}; the only permission of a deploy's own token; cannot be
     * granted.
     */
    REPORT;

    /** The permissions that can be granted. */
    public static final Set<Right> GRANTABLE = EnumSet.complementOf(EnumSet.of(REPORT));

    /** The word in tables and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The grantable permission with this word; empty if there is none. */
    public static Optional<Right> find(String word) {
        return Arrays.stream(values())
                .filter(GRANTABLE::contains)
                .filter(right -> right.word().equals(word))
                .findFirst();
    }
}
