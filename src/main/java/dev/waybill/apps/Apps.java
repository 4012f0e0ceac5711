package dev.waybill.apps;

import dev.waybill.access.User;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.AppNames;
import dev.waybill.apps.config.Difference;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.NotFound;
import dev.waybill.events.Events;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.NotUnique;
import dev.waybill.store.Slice;
import dev.waybill.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Apps and the versions of their configuration. Making or changing one never contacts its repository. Thread-safe. */
public final class Apps {
    /** Of concurrent changes to an app one succeeds in every round, so this bounds their number. */
    private static final int TRIES = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Apps.class);

    private final Db db;
    private final AppStore store;
    private final AppChanges changes;
    private final AppsLimit limit;

    public Apps(Db db, Events events, Time time, AppsLimit limit) {
        this.db = db;
        this.store = new AppStore(db);
        this.changes = new AppChanges(events, time, limit);
        this.limit = limit;
    }

    /** A name and a configuration for an app. */
    public record Draft(String name, AppConfig config) {
        /** Whether both mean the same, even if spelt differently. */
        public boolean isSame(Draft other) {
            return name.equals(other.name) && Difference.isNone(config, other.config);
        }
    }

    /** Further work in the transaction of a change. */
    @FunctionalInterface
    public interface Alongside {
        /** Looks at the app before it changes. Nobody else changes it, or its lock, until the transaction ends. */
        default void look(Tx tx, App now) {}

        /** Comes after the change. */
        void write(Tx tx, App app);
    }

    /** All apps by name, including retired ones. */
    public List<App> all() {
        return store.all();
    }

    public Optional<App> find(String name) {
        return store.byName(name);
    }

    /** @throws NotFound if no app has that name */
    public App app(String name) {
        return find(name).orElseThrow(() -> noSuchApp(name));
    }

    /** The answer if an app does not exist, or the requester has no permission to read it. */
    public static NotFound noSuchApp(String name) {
        return new NotFound("invalid_resource", "Invalid app: no app is named \"%s\"".formatted(name));
    }

    public App app(AppId id) {
        return store.byId(id);
    }

    /** Empty if it was deleted. */
    public Optional<App> find(AppId id) {
        return store.find(id);
    }

    /** The app as the transaction sees it; empty if it was deleted. */
    public Optional<App> find(Tx tx, AppId id) {
        return AppStore.find(tx.handle(), id);
    }

    /** The app as the transaction sees it. */
    public App app(Tx tx, AppId id) {
        return AppStore.byId(tx.handle(), id);
    }

    /** The configuration that an app had in one of its versions. */
    public AppConfig config(AppId app, int version) {
        return store.config(app, version);
    }

    /** The same within a reading of the database. Not for versions that its transaction has made. */
    public AppConfig config(Handle handle, AppId app, int version) {
        return store.config(handle, app, version);
    }

    /**
     * Newest first, up to the limit of a list.
     *
     * @param before only versions older than this
     */
    public Slice<AppVersion> versions(App app, long before, int most) {
        return store.versions(app.id(), before, most);
    }

    /**
     * Creates an app.
     *
     * @param user null if the configuration file creates it
     * @throws Conflict if the name is taken
     */
    public App create(Draft draft, @Nullable User user) {
        AppNames.objection(draft.name()).ifPresent(why -> {
            throw Invalid.fields(Map.of("name", why));
        });
        return orNameTaken(draft.name(), tx -> {
            var app = changes.insert(tx, draft, user);
            limit.require(tx, user);
            return app;
        });
    }

    /**
     * Changes an app. A change without effect makes no new version. It is applied again if the app was changed concurrently.
     *
     * @param change from the present name and configuration to the new ones
     * @param alongside further work in the same transaction
     * @throws Conflict if the name is taken, or the configuration file owns the app
     */
    public App change(String name, UnaryOperator<Draft> change, User user, Alongside alongside) {
        for (var i = 0; i < TRIES; i++) {
            var old = app(name);
            var before = new Draft(old.name(), old.config());
            var after = change.apply(before);
            var isSame = after.isSame(before);
            if (!isSame) {
                refuseIfOfFile(old, user);
                AppNames.objection(after.name()).ifPresent(why -> {
                    throw Invalid.fields(Map.of("name", why));
                });
            }
            var changed = orNameTaken(after.name(), tx -> {
                GateVersion.raise(tx);
                mustExist(tx, old);
                alongside.look(tx, app(tx, old.id()));
                var updated = isSame ? Optional.of(old) : changes.update(tx, old, after, user);
                updated.ifPresent(app -> alongside.write(tx, app));
                return updated;
            });
            if (changed.isPresent()) {
                return changed.get();
            }
        }
        throw changing(name);
    }

    /** For a change that keeps losing against concurrent ones. */
    public static Conflict changing(String name) {
        return new Conflict("conflict", "app %s is being changed by others; try again".formatted(name));
    }

    /**
     * Applies the apps of the configuration file, all of them or none. Apps that were removed from it are retired: they cannot
     * be deployed any more, but keep their history. An app of the same name that was created by a request belongs to the file
     * from now on.
     *
     * @param pools the maximum number of concurrent deploys of each pool
     */
    public Applied apply(Map<String, AppConfig> configured, Map<String, Integer> pools) {
        for (var i = 0; i < TRIES; i++) {
            var present = present();
            try {
                return db.write(tx -> apply(tx, present, configured, pools));
            } catch (NotUnique e) {
                LOG.debug("another server created one of the apps at the same time", e);
            }
        }
        throw new Conflict("conflict", "the apps are being changed by others; try again");
    }

    /** What {@link #apply} would change; changes nothing. */
    public Applied rehearse(Map<String, AppConfig> configured, Map<String, Integer> pools) {
        var present = present();
        return db.rehearse(tx -> apply(tx, present, configured, pools));
    }

    private Map<String, App> present() {
        return all().stream().collect(Collectors.toMap(App::name, it -> it));
    }

    private Applied apply(
            Tx tx, Map<String, App> present, Map<String, AppConfig> configured, Map<String, Integer> pools) {
        GateVersion.raise(tx);
        var applied = new Applied(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        configured.forEach((name, config) -> apply(tx, present.get(name), new Draft(name, config), applied));
        present.values().stream()
                .filter(app -> app.isOfFile() && app.retiredAt() == null && !configured.containsKey(app.name()))
                .forEach(app -> {
                    changes.retire(tx, app);
                    applied.retired().add(app.name());
                });
        PoolStore.replace(tx, pools);
        return applied;
    }

    /** The names of the apps that a configuration file changed. */
    public record Applied(List<String> created, List<String> changed, List<String> retired) {}

    private void apply(Tx tx, @Nullable App old, Draft draft, Applied applied) {
        if (old == null) {
            changes.insert(tx, draft, null);
            applied.created().add(draft.name());
        } else if (!old.isOfFile() || old.retiredAt() != null || !Difference.isNone(old.config(), draft.config())) {
            if (changes.update(tx, old, draft, null).isEmpty()) {
                throw changing(old.name());
            }
            applied.changed().add(draft.name());
        }
    }

    /** @throws NotFound if the app was deleted meanwhile */
    public void mustExist(Tx tx, App app) {
        if (!AppStore.exists(tx, app.id())) {
            throw removed(app);
        }
    }

    private static NotFound removed(App app) {
        return new NotFound("invalid_resource", "Invalid app: %s was deleted meanwhile".formatted(app.name()));
    }

    /**
     * Locks an app for its deletion: no deploy can be requested until the transaction ends, and all earlier requests are
     * visible. Does not lock the gates, because deleting a long history takes time.
     *
     * @throws NotFound if the app was deleted meanwhile
     */
    public void hold(Tx tx, App app) {
        if (!AppStore.hold(tx, app.id())) {
            throw removed(app);
        }
    }

    /**
     * Deletes an app and everything that refers to it. In this transaction the caller must have checked that nothing is running.
     */
    public void delete(Tx tx, App app, User user) {
        if (app.retiredAt() == null) {
            refuseIfOfFile(app, user);
        }
        changes.delete(tx, app, user);
    }

    private static void refuseIfOfFile(App app, @Nullable User user) {
        if (app.isOfFile() && user != null) {
            throw new Conflict(
                    "owned_by_file",
                    "%s belongs to the server's configuration file; change it there and reload".formatted(app.name()));
        }
    }

    private <T> T orNameTaken(String name, Function<Tx, T> work) {
        try {
            return db.write(work);
        } catch (NotUnique e) {
            throw new Conflict(
                    "conflict",
                    "an app named %s already exists; change that one, or choose another name".formatted(name));
        }
    }
}
