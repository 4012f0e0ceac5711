package dev.waybill.lookups;

import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Judgements;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.lanes.Outlook;
import dev.waybill.locks.Locks;
import dev.waybill.store.Db;

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
            var history = ReleaseStore.releases(handle, lane, HISTORY, store.keeping());
            return new EnvironmentState(
                    history,
                    history.stream()
                            .findFirst()
                            .flatMap(live -> ReleaseStore.goodBefore(handle, lane, live, store.keeping()))
                            .orElse(null),
                    DeployStore.running(handle, lane).orElse(null),
                    DeployStore.waiting(handle, lane),
                    Locks.covering(handle, lane.app(), lane.environment()),
                    Judgements.faulty(handle, lane.app(), lane.environment()),
                    Outlook.usual(ReleaseStore.durations(handle, lane)).orElse(null));
        });
    }
}
