package dev.waybill.access;

import dev.waybill.errors.Forbidden;
import dev.waybill.errors.NotFound;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * An authenticated caller: a user, with one of their tokens or a session.
 *
 * @param token the name of that token
 */
public record Caller(User user, long tokenId, String token, Grant grant) {
    public boolean may(Right right, Place place) {
        return grant.allows(right, place);
    }

    /**
     * Requires a permission.
     *
     * @param unseen thrown if the caller may not even read there: the same as for something that does not exist
     * @throws Forbidden if the caller may only read there; names the missing permission
     */
    public void require(Right right, Place place, Supplier<NotFound> unseen) {
        if (!may(Right.READ, place)) {
            throw unseen.get();
        }
        require(right, place);
    }

    /** The same for a caller who is known to have permission to read. */
    public void require(Right right, Place place) {
        if (!may(right, place)) {
            throw lacking(right, place.name());
        }
    }

    /** @throws Forbidden if the caller has the permission nowhere */
    public void requireSomewhere(Right right) {
        if (!grant.allowsSomewhere(right)) {
            throw lacking(right, "any place");
        }
    }

    private Forbidden lacking(Right right, String place) {
        return new Forbidden("not_permitted", lack(right, place));
    }

    /** A sentence for a missing permission, with the way out. */
    public String lack(Right right, Place place) {
        return lack(right, place.name());
    }

    private String lack(Right right, String place) {
        return "The token \"%s\" of %s lacks the permission \"%s\" for %s; it has %s. A user with the permission \"admin\" can create another token"
                .formatted(token, user.name(), right.word(), place, words());
    }

    private String words() {
        if (grant.deploy() != null) {
            return "only permissions for its own deploy";
        }
        var words = grant.rights().stream().map(Right::word).sorted().collect(Collectors.joining(", "));
        return grant.apps() == null && grant.environments() == null
                ? words
                : words + ", but not for all apps and environments";
    }
}
