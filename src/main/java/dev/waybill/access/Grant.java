package dev.waybill.access;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be done, and where: the answer to "may this user do this here?", which is asked nowhere else.
 *
 * @param rights what; empty for the token of a deploy, which has its own
 * @param apps the ids of the only apps where; null for all
 * @param environments the only environments where; null for all
 * @param deploy the one deploy that this token belongs to; null for an ordinary one
 */
public record Grant(
        Set<Right> rights,
        @Nullable Set<Long> apps,
        @Nullable Set<String> environments,
        @Nullable Long deploy) {
    /** Everything, everywhere. */
    public static final Grant ALL = new Grant(Right.GRANTABLE, null, null, null);

    public Grant {
        rights = Set.copyOf(rights);
        apps = apps == null ? null : Set.copyOf(apps);
        environments = environments == null ? null : Set.copyOf(environments);
    }

    /** What the command of a deploy may do: see that deploy, and say how it gets on. */
    public static Grant ofDeploy(long deploy) {
        return new Grant(EnumSet.noneOf(Right.class), null, null, deploy);
    }

    public boolean allows(Right right, Place place) {
        return deploy == null
                ? allowsSomewhere(right) && covers(right, place)
                : deploy.equals(place.deploy()) && (right == Right.READ || right == Right.REPORT);
    }

    /** Whether there is any place at all; of a list, everybody may read what they may read of it. */
    public boolean allowsSomewhere(Right right) {
        return switch (right) {
            case READ -> true;
            case REPORT -> deploy != null || rights.contains(Right.DEPLOY);
            default -> rights.contains(right);
        };
    }

    /** What is wider than the grant is not covered, but that a look at an app shows all of its environments. */
    private boolean covers(Right right, Place place) {
        if (rights.isEmpty() || apps != null && (place.app() == null || !apps.contains(place.app()))) {
            return false;
        }
        if (environments == null) {
            return true;
        }
        return place.environment() == null
                ? right == Right.READ && place.app() != null
                : environments.contains(place.environment());
    }
}
