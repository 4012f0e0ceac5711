package dev.waybill.access;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The permissions of a token and their scope. All permission checks use this.
 *
 * @param rights the permissions; empty for the token of a deploy, which has its own
 * @param apps the ids of the only apps where it is valid; null for all
 * @param environments the only environments where it is valid; null for all
 * @param deploy the deploy to which the token belongs; null for an ordinary token
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

    /** The permissions of a deploy's command: read that deploy, and report its progress. */
    public static Grant ofDeploy(long deploy) {
        return new Grant(EnumSet.noneOf(Right.class), null, null, deploy);
    }

    public boolean allows(Right right, Place place) {
        return deploy == null
                ? allowsSomewhere(right) && covers(right, place)
                : deploy.equals(place.deploy()) && (right == Right.READ || right == Right.REPORT);
    }

    /** Whether the permission is granted anywhere; lists only show what the caller can read. */
    public boolean allowsSomewhere(Right right) {
        return switch (right) {
            case READ -> true;
            case REPORT -> deploy != null || rights.contains(Right.DEPLOY);
            default -> rights.contains(right);
        };
    }

    /** Nothing wider than the grant is covered, except that reading an app includes all of its environments. */
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
