package dev.waybill.web.locks;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.config.AppReader;
import dev.waybill.errors.Invalid;
import dev.waybill.locks.LockScope;
import dev.waybill.web.frame.Fields;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What can be locked. */
final class Scopes {
    private final Apps apps;

    Scopes(Apps apps) {
        this.apps = apps;
    }

    /** The apps that a caller can read. */
    List<App> apps(Caller caller) {
        return apps.all().stream()
                .filter(app -> caller.may(Right.READ, app.place()))
                .toList();
    }

    /** The names of all their environments. */
    static List<String> environments(List<App> apps) {
        var names = new TreeSet<String>();
        apps.forEach(app -> names.addAll(app.config().shownEnvironments().keySet()));
        return List.copyOf(names);
    }

    /**
     * What a form names.
     *
     * @throws Invalid with the field that names nothing
     */
    LockScope read(Fields fields, Caller caller) {
        var name = fields.find("app").orElseThrow(() -> Invalid.fields(Map.of("app", "Choose an app, or all of them")));
        var environment = fields.find("environment");
        if (name.equals(LockForm.ALL)) {
            return environment.map(Scopes::ofAllApps).orElse(LockScope.EVERYTHING);
        }
        var app = app(name, caller);
        return environment.map(it -> ofApp(app, it)).orElseGet(() -> LockScope.of(app));
    }

    /** The app with a name, for a caller with permission to read it. */
    App app(String name, Caller caller) {
        var app = apps.app(name);
        caller.require(Right.READ, app.place(), () -> Apps.noSuchApp(name));
        return app;
    }

    private static LockScope ofAllApps(String environment) {
        if (!AppReader.isName(environment)) {
            throw Invalid.fields(Map.of("environment", "This cannot be the name of an environment"));
        }
        return LockScope.ofEnvironment(environment);
    }

    private static LockScope ofApp(App app, String environment) {
        app.config().objectionToEnvironment(app.name(), environment).ifPresent(why -> {
            throw Invalid.fields(Map.of("environment", why));
        });
        return LockScope.of(app, environment);
    }
}
