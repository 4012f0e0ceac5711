package dev.waybill.lookups;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Judgement.Verdict;
import dev.waybill.deploys.Judgements;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.lanes.Outlook;
import dev.waybill.locks.Locks;
import dev.waybill.sightings.Sightings;
import dev.waybill.store.Db;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads the present state of environments. */
public final class Environments {
    private static final int HISTORY = 20;

    private final Db db;
    private final DeployStore store;

    public Environments(Db db, DeployStore store) {
        this.db = db;
        this.store = store;
    }

    public EnvironmentState state(Lane lane) {
        return db.read(handle -> {
            var history = ReleaseStore.releases(handle, store, lane, HISTORY);
            return new EnvironmentState(
                    history,
                    history.isEmpty() ? null : goodBeforeLive(handle, lane, history),
                    DeployStore.running(handle, lane).orElse(null),
                    DeployStore.waiting(handle, lane),
                    Locks.covering(handle, lane.app(), lane.environment()),
                    Judgements.faulty(handle, lane.app(), lane.environment()),
                    Sightings.of(handle, lane).orElse(null),
                    Outlook.usual(ReleaseStore.durations(handle, lane)).orElse(null));
        });
    }

    /** Most often it is in the part of the history that is known. */
    private static @Nullable Deploy goodBeforeLive(Handle handle, Lane lane, List<Deploy> history) {
        var live = history.getFirst();
        return history.stream()
                .filter(deploy -> !Objects.equals(deploy.sha(), live.sha()))
                .filter(deploy ->
                        deploy.judgement() == null || deploy.judgement().verdict() == Verdict.GOOD)
                .findFirst()
                .or(() -> history.size() < HISTORY ? Optional.empty() : ReleaseStore.goodBefore(handle, lane, live))
                .orElse(null);
    }
}
