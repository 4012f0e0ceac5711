package dev.waybill.forge;

import java.util.Set;

/**
 * What an app shows at its code host beside deployments. Off by default.
 *
 * @param commitStatus whether commits get a status for each environment
 * @param comments the environments whose deploys are announced on pull requests
 */
public record Publicity(boolean commitStatus, Set<String> comments) {
    public static final Publicity NONE = new Publicity(false, Set.of());

    public Publicity {
        comments = Set.copyOf(comments);
    }
}
