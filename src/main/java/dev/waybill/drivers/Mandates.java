package dev.waybill.drivers;

import dev.waybill.access.Tokens;
import dev.waybill.apps.Apps;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.commands.DeployInfos;
import dev.waybill.commands.RunningDeploy;
import dev.waybill.commands.Variables;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.ExternalTransitions;
import dev.waybill.errors.Conflict;
import dev.waybill.logs.Logs;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.util.Map;

/** Lets a driver run the command of an external deploy: one, and only once it is the turn of the deploy. Thread-safe. */
public final class Mandates {
    private final Db db;
    private final Apps apps;
    private final Logs logs;
    private final Tokens tokens;
    private final String url;

    /** @param url the address at which commands reach this server */
    public Mandates(Db db, Apps apps, Logs logs, Tokens tokens, String url) {
        this.db = db;
        this.apps = apps;
        this.logs = logs;
        this.tokens = tokens;
        this.url = url;
    }

    /**
     * Before it has returned, no command has run. A repetition gives the same answer.
     *
     * @param place where the command will run, such as {@code host build7, process 4711}
     * @throws Conflict if the deploy is not running, or another driver runs its command
     */
    public Mandate give(Driver driver, String place) {
        driver.mustBeOfRequester();
        var id = driver.deploy().id();
        var config = apps.config(driver.deploy().app(), driver.deploy().appVersion());
        return db.write(tx -> {
            if (ExternalTransitions.driven(tx, id, place)) {
                DriverStore.insert(tx, id, driver.key());
                announce(tx, driver.deploy(), config, place);
            }
            var position = DriverStore.beat(tx, id, driver.key());
            var present = DeployStore.find(tx.handle(), id).orElseThrow(DeployStore::noSuchDeploy);
            if (position.isEmpty() || !(present.state() instanceof Deploy.Running)) {
                throw Driver.refused(present);
            }
            tokens.admit(tx, driver.key().token(), present.user(), id.value());
            return mandate(driver, present, config, position.get().rawRead());
        });
    }

    private Mandate mandate(Driver driver, Deploy present, AppConfig config, long end) {
        var info = DeployInfos.of(present, config, url);
        var grace = RunningDeploy.grace(config);
        var variables = Variables.of(info, config, Map.of(), Map.of()); // nothing of the server's own
        return new Mandate(variables, driver.key().token(), grace, end);
    }

    private void announce(Tx tx, Deploy deploy, AppConfig config, String place) {
        var log = deploy.id().value();
        var version = deploy.sha() == null ? "?" : deploy.sha().abbreviated();
        logs.say(
                tx,
                log,
                "%s: %s (%s) for %s; the command runs on %s"
                        .formatted(
                                deploy.name(),
                                version,
                                deploy.ref(),
                                deploy.user().name(),
                                place));
    }
}
