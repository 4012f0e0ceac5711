package dev.waybill.access;

import dev.waybill.errors.Forbidden;
import dev.waybill.errors.NotFound;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Who asks: a user, by one of their tokens or by what they signed in with.
 *
 * @param token the name of that token
 */
public record Caller(User user, long tokenId, String token, Grant grant) {
    public boolean may(Right right, Place place) {
        return grant.allows(right, place);
    }

    /**
     * Goes on only if the caller may do this here.
     *
     * @param unseen what is thrown at one who may not even read there: the same as if it were not there
     * @throws Forbidden if the caller may read there, and not that; names the missing right
     */
    public void require(Right right, Place place, Supplier<NotFound> unseen) {
        if (!may(Right.READ, place)) {
            throw unseen.get();
        }
        require(right, place);
    }

    /** The same where the caller is known to be allowed to read. */
    public void require(Right right, Place place) {
        if (!may(right, place)) {
            throw lacking(right, place.name());
        }
    }

    /** @throws Forbidden if there is no place where the caller may */
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
