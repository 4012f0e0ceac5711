package dev.waybill.api.lookups;

import dev.waybill.access.Access;
import dev.waybill.access.Caller;
import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.api.routes.Numbers;
import dev.waybill.api.routes.Page;
import dev.waybill.api.routes.Queries;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.apps.Apps;
import dev.waybill.events.AppFilter;
import dev.waybill.events.EventFilter;
import dev.waybill.events.Feed;
import dev.waybill.events.Named;
import dev.waybill.events.Recorded;
import dev.waybill.http.Answers;
import dev.waybill.http.EventStream;
import dev.waybill.wire.EventJson;
import dev.waybill.wire.Times;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /events/}: events, as a list or as a stream. */
public final class EventRoutes implements RouteGroup {
    private final Feed feed;
    private final Apps apps;
    private final Access access;
    private final String url;

    public EventRoutes(Feed feed, Apps apps, Access access, String url) {
        this.feed = feed;
        this.apps = apps;
        this.access = access;
        this.url = url;
    }

    @Override
    public String noun() {
        return "events";
    }

    @Override
    public void rows(Routes routes) {
        routes.somewhere("GET", "/events?app&env&kind&limit&cursor&after", Right.READ, this::events);
    }

    void events(Context ctx, Caller caller) throws IOException, InterruptedException {
        var accepted = Optional.ofNullable(ctx.header("Accept")).orElse("");
        if (accepted.contains("text/event-stream")) {
            stream(ctx, caller);
        } else {
            list(ctx, caller);
        }
    }

    private void list(Context ctx, Caller caller) {
        var page = Page.of(ctx);
        var grant = caller.grant();
        var found = feed.list(new EventFilter(
                grant.apps(),
                grant.environments(),
                grant.deploy(),
                app(ctx),
                Queries.text(ctx, "env"),
                Queries.text(ctx, "kind"),
                page.before(),
                page.limit() + 1));
        var shown = page.cut(ctx, url, found, Recorded::seq);
        Answers.json(ctx, 200, shown.stream().map(EventRoutes::json).toList());
    }

    /** Starts after the last event that the client saw, or else now. */
    private void stream(Context ctx, Caller caller) throws IOException, InterruptedException {
        var after = Optional.ofNullable(ctx.header("Last-Event-ID"))
                .filter(text -> !text.isBlank())
                .map(text -> Numbers.between("Last-Event-ID", text, 0, Long.MAX_VALUE))
                .or(() -> Queries.number(ctx, "after", 0, Long.MAX_VALUE));
        var wanted = wanted(ctx).and(event -> caller.may(Right.READ, place(event)));
        try (var bell = feed.subscribe()) {
            var stream = EventStream.open(ctx, bell, () -> access.isKnown(ctx.header("Authorization")));
            var seq = after.isPresent() ? after.get() : feed.newest();
            boolean goesOn;
            do {
                var events = feed.after(seq, bell);
                goesOn = events.goesOn();
                for (var event : events.rows()) {
                    if (wanted.test(event)) {
                        stream.send(event.kind(), event.seq(), json(event));
                    }
                    seq = event.seq();
                }
                stream.flush();
            } while (goesOn ? stream.goesOn() : stream.await());
        } catch (IOException e) {
            return; // the client has disconnected
        }
    }

    private Predicate<Recorded> wanted(Context ctx) {
        var app = app(ctx);
        var environment = Queries.text(ctx, "env");
        var kind = Queries.text(ctx, "kind");
        return event -> (app == null || app.matches(event.subject().app()))
                && (environment == null || environment.equals(event.subject().environment()))
                && (kind == null || kind.equals(event.kind()));
    }

    private static Place place(Recorded event) {
        var app = event.subject().app();
        var deploy = event.subject().deploy();
        return app == null
                ? Place.EVERYWHERE
                : new Place(event.kind(), app.id(), event.subject().environment(), deploy == null ? null : deploy.id());
    }

    private @Nullable AppFilter app(Context ctx) {
        var name = Queries.text(ctx, "app");
        return name == null
                ? null
                : new AppFilter(apps.find(name).map(app -> app.id().value()).orElse(null), name);
    }

    private static EventJson json(Recorded event) {
        return new EventJson(
                Long.toString(event.seq()),
                event.kind(),
                Times.text(event.at()),
                named(event.subject().app()),
                event.subject().environment(),
                named(event.subject().deploy()),
                named(event.by()),
                event.data());
    }

    private static EventJson.@Nullable Named named(@Nullable Named subject) {
        return subject == null ? null : new EventJson.Named(Long.toString(subject.id()), subject.name());
    }
}
