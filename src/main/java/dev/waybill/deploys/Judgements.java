package dev.waybill.deploys;

import dev.waybill.access.User;
import dev.waybill.apps.AppId;
import dev.waybill.apps.GateVersion;
import dev.waybill.store.Tx;
import dev.waybill.vcs.Sha;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** People's verdicts on versions. A faulty version is quarantined in its environment until someone judges it good. */
public final class Judgements {
    private Judgements() {}

    /** The newest judgement of a version. */
    public static Optional<Judgement> find(Handle handle, Version version) {
        return JudgementStore.find(handle, version);
    }

    /** The quarantined versions of an environment, the oldest judgement first. */
    public static Map<Sha, Judgement> faulty(Handle handle, AppId app, String environment) {
        return JudgementStore.faulty(handle, app, environment);
    }

    /**
     * Records a judgement.
     *
     * @param by the user whose name the judgement carries
     * @param deploy the deploy of that version that was judged
     */
    public static void add(Tx tx, Version version, Judgement judgement, User by, long deploy) {
        GateVersion.raise(tx);
        JudgementStore.insert(tx, version, judgement, by, deploy);
    }
}
