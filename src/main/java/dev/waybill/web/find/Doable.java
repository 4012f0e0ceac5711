package dev.waybill.web.find;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import java.util.stream.Stream;

/** Something that a caller may do with an app. */
record Doable(String icon, String name, String path) {
    static Stream<Doable> of(App app, Caller caller) {
        var environments = app.config().shownEnvironments().keySet().stream()
                .filter(environment -> caller.may(Right.READ, app.place(environment)))
                .toList();
        return Stream.of(
                        environments.stream()
                                .filter(it -> caller.may(Right.DEPLOY, app.place(it)))
                                .map(it -> new Doable(
                                        "rocket",
                                        "Deploy %s to %s…".formatted(app.name(), it),
                                        "/apps/%s/%s/deploy".formatted(app.name(), it))),
                        environments.stream()
                                .filter(it -> caller.may(Right.LOCK, app.place(it)))
                                .map(it -> new Doable(
                                        "lock",
                                        "Lock %s of %s…".formatted(it, app.name()),
                                        "/apps/%s/%s/lock".formatted(app.name(), it))),
                        environments.stream()
                                .map(it -> new Doable(
                                        "map-pin",
                                        "%s of %s".formatted(it, app.name()),
                                        "/apps/%s/%s".formatted(app.name(), it))),
                        Stream.of(new Doable(
                                "settings", "Settings of " + app.name(), "/apps/%s/settings".formatted(app.name()))))
                .flatMap(it -> it);
    }

    Found.Entry entry() {
        return new Found.Entry(icon, name, "", path);
    }
}
