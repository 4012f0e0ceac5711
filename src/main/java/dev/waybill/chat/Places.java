package dev.waybill.chat;

import dev.waybill.access.Access;
import dev.waybill.access.Caller;
import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.chat.grammar.DeployName;
import dev.waybill.chat.grammar.Vocabulary;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.NotFound;
import dev.waybill.store.Db;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What sentences are about, and who acts there: apps, environments and deploys that the caller can read. */
public final class Places {
    private final Db db;
    private final Apps apps;
    private final DeployStore deploys;
    private final Access access;

    public Places(Db db, Apps apps, DeployStore deploys, Access access) {
        this.db = db;
        this.apps = apps;
        this.deploys = deploys;
        this.access = access;
    }

    Vocabulary vocabulary(Caller caller) {
        var known = new TreeMap<String, App>();
        var environments = new HashMap<String, Set<String>>();
        apps.all().stream()
                .filter(app -> caller.may(Right.READ, app.place()))
                .forEach(app -> known.put(app.name(), app));
        return new Vocabulary() {
            @Override
            public Set<String> apps() {
                return known.keySet();
            }

            @Override
            public Set<String> environments(String app) {
                var it = known.get(app);
                return it == null ? Set.of() : environments.computeIfAbsent(app, _ -> known(it, caller));
            }
        };
    }

    /** Those of its configuration, which the caller can read, and others that were deployed to. */
    private Set<String> known(App app, Caller caller) {
        var names = new TreeSet<>(app.config().environments().keySet());
        Optional.ofNullable(app.config().defaultEnvironment()).ifPresent(names::add);
        db.read(handle -> DeployStore.environments(handle, app.id())).stream()
                .filter(name -> caller.may(Right.READ, app.place(name)))
                .forEach(names::add);
        return names;
    }

    App app(String name, Caller caller) {
        var app = apps.app(name);
        caller.require(Right.READ, app.place(), () -> Apps.noSuchApp(name));
        return app;
    }

    /**
     * An environment that the caller can read.
     *
     * @param said null for the app's default environment
     */
    Lane lane(App app, @Nullable String said, Caller caller) {
        var preset = app.config().defaultEnvironment();
        var name = said != null ? said : preset != null ? preset : AppConfig.PRODUCTION;
        app.config().objectionToEnvironment(app.name(), name).ifPresent(why -> {
            throw new Invalid("invalid_environment", why);
        });
        caller.require(
                Right.READ,
                app.place(name),
                () -> new NotFound("not_found", "%s has no environment \"%s\"".formatted(app.name(), name)));
        return new Lane(app.id(), name);
    }

    /** The environments of an app that the caller can read: those of its configuration, and others that were deployed to. */
    List<Lane> lanes(App app, Caller caller) {
        var names = new TreeSet<>(app.config().shownEnvironments().keySet());
        names.addAll(db.read(handle -> DeployStore.environments(handle, app.id())));
        return names.stream()
                .filter(name -> caller.may(Right.READ, app.place(name)))
                .map(name -> new Lane(app.id(), name))
                .toList();
    }

    Deploy deploy(DeployName name, Caller caller) {
        return deploys.find(name.app(), name.environment(), name.number())
                .filter(deploy -> caller.may(Right.READ, deploy.place()))
                .orElseThrow(() -> new NotFound("invalid_resource", "there is no deploy %s".formatted(name)));
    }

    /**
     * Who acts: the caller, or another user with the caller's permissions.
     *
     * @param right what the caller needs for it, besides the permission to act on behalf of others
     */
    Caller acting(Message message, Right right, Place place) {
        var caller = message.caller();
        caller.require(right, place);
        var name = message.user();
        if (name == null || name.equals(caller.user().name())) {
            return caller;
        }
        caller.require(Right.IMPERSONATE, place);
        var user = db.write(tx -> access.named(tx, name));
        return new Caller(user, caller.tokenId(), caller.token(), caller.grant());
    }
}
