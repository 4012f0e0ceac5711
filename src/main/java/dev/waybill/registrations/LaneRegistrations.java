package dev.waybill.registrations;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.Lane;
import dev.waybill.forge.ForgeSettings;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Which deploys of a lane wait until their code host has registered them. Immutable.
 *
 * @param via the kind of code host; null if deploys do not wait for it
 * @param waiting the pending deploys that are not registered
 */
public record LaneRegistrations(@Nullable String via, Map<DeployId, Unregistered> waiting) {
    /** No deploy waits. */
    public static final LaneRegistrations NONE = new LaneRegistrations(null, Map.of());

    /** @param config the app's present configuration */
    public static LaneRegistrations of(Handle handle, Lane lane, AppConfig config) {
        var via = config.via();
        return via != null && Boolean.TRUE.equals(config.forge().get(ForgeSettings.REQUIRED.name()))
                ? new LaneRegistrations(via, WaitingStore.ofLane(handle, lane, via))
                : NONE;
    }

    /** @param deploy null for one that is not recorded yet */
    public Optional<Unregistered> of(@Nullable DeployId deploy) {
        if (via == null) {
            return Optional.empty();
        }
        return deploy == null ? Optional.of(Unregistered.unrecorded(via)) : Optional.ofNullable(waiting.get(deploy));
    }
}
