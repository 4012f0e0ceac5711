package dev.waybill.apps;

import dev.waybill.access.User;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.NotFound;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.spi.Provider;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.NotUnique;
import dev.waybill.store.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Apps and their configuration. Making or changing one never contacts its repository. Thread-safe. */
public final class Apps {
    private static final int TRIES = 5;

    private final Db db;
    private final AppStore store;
    private final AppRules rules;
    private final Events events;
    private final Time time;

    /** @param providers whose settings an app may hold */
    public Apps(Db db, Events events, Collection<Provider> providers, Time time) {
        this.db = db;
        this.store = new AppStore(db);
        this.rules = new AppRules(providers.stream().collect(Collectors.toMap(Provider::name, it -> it)));
        this.events = events;
        this.time = time;
    }

    /** All apps by name. */
    public List<App> all() {
        return store.all();
    }

    public Optional<App> find(String name) {
        return store.byName(name);
    }

    /** @throws NotFound if there is none of that name */
    public App app(String name) {
        return find(name)
                .orElseThrow(() ->
                        new NotFound("invalid_resource", "Invalid app: there is no app named \"%s\"".formatted(name)));
    }

    public App app(AppId id) {
        return store.byId(id);
    }

    /** The configuration that an app had in one of its versions. */
    public AppConfig config(AppId app, int version) {
        return store.config(app, version);
    }

    /** @throws dev.waybill.errors.Invalid with a suggestion, unless the app accepts this environment */
    public void checkEnvironment(App app, String environment) {
        AppRules.checkAccepts(app, environment);
    }

    /**
     * @param user who makes it; null if the server does, from its configuration
     * @throws Conflict if the name is taken
     */
    public App create(String name, AppConfig config, @Nullable User user) {
        rules.check(name, config);
        return orNameTaken(name, tx -> {
            var app = AppStore.insert(tx, name, config, idOf(user), time.now());
            events.append(tx, Event.ofApp("app.created", app.id().value(), idOf(user), Map.of("name", name)));
            return app;
        });
    }

    /**
     * Changes an app; a change that changes nothing makes no new version. It may see the app more than once, if others
     * change it at the same time.
     *
     * @param change from the name and configuration of now to the new ones
     * @param user who changes it; null if the server does, from its configuration
     * @param alongside what else belongs to the same transaction
     */
    public App change(String name, UnaryOperator<Draft> change, @Nullable User user, Alongside alongside) {
        for (var i = 0; i < TRIES; i++) {
            var old = app(name);
            var before = new Draft(old.name(), old.config());
            var after = change.apply(before);
            rules.check(after.name(), after.config());
            var changed = orNameTaken(after.name(), tx -> {
                alongside.write(tx, old);
                return after.equals(before) ? Optional.of(old) : update(tx, old, after, user);
            });
            if (changed.isPresent()) {
                return changed.get();
            }
        }
        throw new Conflict("conflict", "app %s is being changed by others; try again".formatted(name));
    }

    private Optional<App> update(Tx tx, App old, Draft after, @Nullable User user) {
        var updated = AppStore.update(tx, old, after.name(), after.config(), idOf(user), time.now());
        updated.ifPresent(app -> events.append(
                tx,
                Event.ofApp(
                        "app.changed",
                        app.id().value(),
                        idOf(user),
                        Map.of("name", app.name(), "version", app.version()))));
        return updated;
    }

    /** Brings the apps of a configuration file in; what they are already is left as it is. Others stay untouched. */
    public void apply(Map<String, AppConfig> configured) {
        configured.forEach(rules::check);
        configured.forEach((name, config) -> {
            if (find(name).isEmpty()) {
                create(name, config, null);
            } else {
                change(name, old -> new Draft(name, config), null, (_, _) -> {});
            }
        });
    }

    /** Removes an app with everything that refers to it, within the transaction of whoever made sure that nothing runs. */
    public void delete(Tx tx, App app, User user) {
        AppStore.delete(tx, app.id());
        events.append(tx, Event.ofApp("app.deleted", app.id().value(), idOf(user), Map.of("name", app.name())));
    }

    private <T> T orNameTaken(String name, Function<Tx, T> work) {
        try {
            return db.write(work);
        } catch (NotUnique e) {
            throw new Conflict(
                    "conflict",
                    "there is an app named %s already; change that one, or take another name".formatted(name));
        }
    }

    private static @Nullable Long idOf(@Nullable User user) {
        return user == null ? null : user.id().value();
    }

    /** A name and a configuration that may become an app. */
    public record Draft(String name, AppConfig config) {}

    /** Work that belongs to the same transaction as a change. */
    @FunctionalInterface
    public interface Alongside {
        void write(Tx tx, App app);
    }
}
