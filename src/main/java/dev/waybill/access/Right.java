package dev.waybill.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a token lets its user do. Each lets them read, too, where it holds. */
public enum Right {
    READ,
    /** Ask for deploys, cancel them, kill them and try them again. */
    DEPLOY,
    /** Skip checks. */
    FORCE,
    /** Take locks, also from others, and release what one holds. */
    LOCK,
    APPROVE,
    /** Release, extend and hand over what others hold. */
    OVERRIDE,
    /** Make, change and remove apps; read the configuration file again. */
    CONFIGURE,
    /** Tokens, trusted hosts and nodes. */
    ADMIN,
    /** Ask on behalf of others. */
    IMPERSONATE,
    /** Say how a deploy gets on. Whoever may deploy may; it is the one right of a deploy's own token, and nobody grants it. */
    REPORT;

    /** Those that a token can be given. */
    public static final Set<Right> GRANTABLE = EnumSet.complementOf(EnumSet.of(REPORT));

    /** The word in tables and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The right of that word that can be given; empty if there is none. */
    public static Optional<Right> find(String word) {
        return Arrays.stream(values())
                .filter(GRANTABLE::contains)
                .filter(right -> right.word().equals(word))
                .findFirst();
    }
}
