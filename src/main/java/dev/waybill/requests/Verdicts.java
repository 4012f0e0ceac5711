package dev.waybill.requests;

import dev.waybill.access.User;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployEvents;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Judgement;
import dev.waybill.deploys.Judgement.Verdict;
import dev.waybill.deploys.Judgements;
import dev.waybill.deploys.Transitions;
import dev.waybill.deploys.Version;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Invalid;
import dev.waybill.events.DeployEvent;
import dev.waybill.events.Events;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records people's verdicts on deployed versions. */
public final class Verdicts {

    private final Db db;
    private final Events events;
    private final Time time;

    public Verdicts(Db db, Events events, Time time) {
        this.db = db;
        this.events = events;
        this.time = time;
    }

    /**
     * Judges the version of a deploy.
     *
     * @throws Invalid if a quarantined one is released without a reason
     */
    public Deploy judge(Deploy deploy, Verdict verdict, @Nullable String reason, User by) {
        var isReleased = verdict == Verdict.GOOD
                && deploy.judgement() != null
                && deploy.judgement().verdict() == Verdict.FAULTY;
        if (isReleased && reason == null) {
            throw Invalid.fields(Map.of(
                    "reason",
                    "is required to release %s from quarantine"
                            .formatted(
                                    deploy.sha() == null ? "it" : deploy.sha().abbreviated())));
        }
        if (deploy.sha() == null || !(deploy.state() instanceof Deploy.Finished)) {
            throw new Conflict("conflict", "%s has not ended yet; judge it once it has".formatted(deploy.name()));
        }
        var judgement = new Judgement(verdict, Judgement.Cause.JUDGED, reason, by.name(), time.now());
        return db.write(tx -> {
            add(tx, deploy, judgement, by);
            return DeployStore.find(tx.handle(), deploy.id()).orElseThrow(DeployStore::noSuchDeploy);
        });
    }

    void add(Tx tx, Deploy deploy, Judgement judgement, User by) {
        var sha = deploy.sha();
        if (sha == null) {
            return; // it never had a commit
        }
        Judgements.add(
                tx,
                new Version(deploy.app(), deploy.environment(), sha),
                judgement,
                by,
                deploy.id().value());
        Transitions.touch(tx, deploy.lane(), sha);
        var data = new DeployEvent.Judged(
                deploy.name(),
                sha.hex(),
                judgement.verdict().word(),
                judgement.cause().word(),
                judgement.reason(),
                by.name());
        events.append(tx, DeployEvents.of(deploy, data));
    }
}
