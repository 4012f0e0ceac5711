package dev.waybill.execution;

import dev.waybill.access.Caller;
import dev.waybill.apps.Apps;
import dev.waybill.commands.KnownSecrets;
import dev.waybill.commands.ReportJournal;
import dev.waybill.commands.RunSecrets;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Report;
import dev.waybill.errors.Conflict;
import dev.waybill.store.Db;
import java.io.IOException;
import java.util.stream.Collectors;

/** Records what is reported of a deploy, with the app's secrets masked as in its log. */
public final class Reports {
    private final Db db;
    private final ReportJournal reports;
    private final Apps apps;
    private final RunSecrets secrets;

    public Reports(Db db, ReportJournal reports, Apps apps, RunSecrets secrets) {
        this.db = db;
        this.reports = reports;
        this.apps = apps;
        this.secrets = secrets;
    }

    /** @throws Conflict if the secrets cannot be read */
    public Deploy add(Deploy asked, Report said, Caller by) {
        var report = masked(asked, said);
        return db.write(tx -> {
            reports.add(tx, asked, report, by.user().name());
            return DeployStore.find(tx.handle(), asked.id()).orElseThrow(DeployStore::noSuchDeploy);
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
                said.steps(),
                said.hosts(known::mask));
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
