package dev.waybill.execution;

import dev.waybill.access.Caller;
import dev.waybill.apps.Apps;
import dev.waybill.commands.KnownSecrets;
import dev.waybill.commands.RunSecrets;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployEvents;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Report;
import dev.waybill.deploys.RunningTransitions;
import dev.waybill.errors.Conflict;
import dev.waybill.events.DeployEvent;
import dev.waybill.events.Events;
import dev.waybill.store.Db;
import java.io.IOException;
import java.util.stream.Collectors;

/** Records what is reported of a deploy, with the app's secrets masked as in its log. */
public final class Reports {
    private static final int TRIES = 20;

    private final Db db;
    private final Events events;
    private final Apps apps;
    private final RunSecrets secrets;

    public Reports(Db db, Events events, Apps apps, RunSecrets secrets) {
        this.db = db;
        this.events = events;
        this.apps = apps;
        this.secrets = secrets;
    }

    /** @throws Conflict if the secrets cannot be read, or too many reports arrive at once */
    public Deploy add(Deploy asked, Report said, Caller by) {
        var report = masked(asked, said);
        for (var i = 0; i < TRIES; i++) {
            var deploy = db.read(handle -> DeployStore.find(handle, asked.id())).orElseThrow(DeployStore::noSuchDeploy);
            if (isWritten(deploy, report, by)) {
                return db.read(handle -> DeployStore.find(handle, asked.id())).orElseThrow(DeployStore::noSuchDeploy);
            }
        }
        throw new Conflict("conflict", "%s is changing its state; try again".formatted(asked.name()));
    }

    private boolean isWritten(Deploy deploy, Report report, Caller by) {
        return db.write(tx -> {
            var written =
                    RunningTransitions.reported(tx, deploy, deploy.report().and(report));
            if (written) {
                var user = by.user().name();
                var data = new DeployEvent.Reported(
                        deploy.name(), report.progress(), report.notes(), report.links(), null, user);
                events.append(tx, DeployEvents.of(deploy, data));
            }
            return written;
        });
    }

    private Report masked(Deploy deploy, Report said) {
        var known = known(deploy);
        return new Report(
                said.progress(),
                said.notes().stream().map(known::mask).toList(),
                said.links().entrySet().stream()
                        .collect(Collectors.toMap(
                                link -> known.mask(link.getKey()),
                                link -> known.maskAddress(link.getValue()),
                                (first, _) -> first)),
                said.steps());
    }

    private KnownSecrets known(Deploy deploy) {
        try {
            return secrets.known(deploy, apps.config(deploy.app(), deploy.appVersion()));
        } catch (IOException e) {
            throw new Conflict(
                    "conflict", "nothing was recorded, because the secrets to mask cannot be read: " + e.getMessage());
        }
    }
}
