package dev.waybill.web.apps;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.Stars;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.NotFound;
import dev.waybill.lookups.Automatic;
import dev.waybill.lookups.CommitChecks;
import dev.waybill.lookups.Environments;
import dev.waybill.lookups.Glance;
import dev.waybill.lookups.Mirrored;
import dev.waybill.origins.Origins;
import dev.waybill.providers.Providers;
import dev.waybill.repositories.RefLookup;
import dev.waybill.store.Db;
import dev.waybill.vcs.Sha;
import dev.waybill.watches.Watches;
import dev.waybill.web.frame.Visit;
import dev.waybill.web.shown.DeployRows;
import java.util.List;
import java.util.Optional;

/**
 * What the pages of apps read.
 *
 * @param url the server's public URL, for the commands that pages show
 */
public record Reads(
        Db db,
        Apps apps,
        DeployStore deploys,
        DeployRows rows,
        Environments environments,
        Automatic automatic,
        CommitChecks checks,
        Mirrored mirrored,
        Glance glance,
        Origins origins,
        Watches watches,
        Providers providers,
        Stars stars,
        String url) {
    /** The app of a page, for a caller with permission to read it. */
    public App app(Visit visit) {
        return app(visit.name("app"), visit.caller());
    }

    /** What is at the end of an environment's default ref, as far as that is known without asking its repository. */
    public Optional<Sha> newest(App app, String environment) throws InterruptedException {
        var ref = RefLookup.defaultRef(app, environment);
        var seen = watches.freshness(app, ref).sha();
        var named = mirrored.named(app, ref);
        if (seen == null || named.isEmpty() || named.get().equals(seen)) {
            return named;
        }
        return mirrored.changes(app, seen, named.get(), 1)
                .flatMap(changes -> Optional.ofNullable(changes.kinship()))
                .filter(kinship -> !kinship.isAhead())
                .map(_ -> seen)
                .or(() -> named);
    }

    /** The environments of an app in their order, as far as the caller may read them. */
    public List<String> environments(App app, Caller caller) {
        return new Stops(this, app, caller).names();
    }

    /** An environment of an app, for a caller with permission to read it. */
    public Lane lane(App app, Visit visit) {
        var name = visit.name("env");
        var unknown = app.config().objectionToEnvironment(app.name(), name);
        if (unknown.isPresent()
                && !db.read(handle -> DeployStore.environments(handle, app.id()))
                        .contains(name)) {
            throw new NotFound("invalid_resource", unknown.get());
        }
        visit.caller()
                .require(
                        Right.READ,
                        app.place(name),
                        () -> new NotFound(
                                "invalid_resource", "%s has no environment \"%s\"".formatted(app.name(), name)));
        return new Lane(app.id(), name);
    }

    App app(String name, Caller caller) {
        var app = apps.app(name);
        caller.require(Right.READ, app.place(), () -> Apps.noSuchApp(name));
        return app;
    }
}
