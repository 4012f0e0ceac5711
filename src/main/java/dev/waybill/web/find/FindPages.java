package dev.waybill.web.find;

import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.Stars;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code /find}, the command palette: apps, what to do, and commits; and {@code /keys}, the keyboard. */
public final class FindPages implements PageGroup {
    private static final int MOST = 8;

    private final Apps apps;
    private final Stars stars;

    public FindPages(Apps apps, Stars stars) {
        this.apps = apps;
        this.stars = stars;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, "/find", this::show);
        frame.page(
                routes, "/keys", _ -> new Page(new Heading("Keyboard", Section.NONE, ""), "find/keys.jte", Map.of()));
    }

    private Page show(Visit visit) {
        var words = Words.of(visit.query("q").orElse(""));
        var starred = stars.of(visit.caller().user().id());
        var readable = apps.all().stream()
                .filter(app -> app.retiredAt() == null && visit.caller().may(Right.READ, app.place()))
                .sorted(Comparator.comparing(app -> !starred.contains(app.id())))
                .toList();
        var found = new Found(
                words.text(),
                words.mayNameAnApp()
                        ? readable.stream()
                                .filter(words::name)
                                .limit(MOST)
                                .map(FindPages::entry)
                                .toList()
                        : List.of(),
                readable.stream()
                        .flatMap(app -> Doable.of(app, visit.caller()))
                        .filter(words::match)
                        .limit(MOST)
                        .map(Doable::entry)
                        .toList(),
                pages(words).limit(MOST).toList(),
                words.commit());
        return Page.of(new Heading("Find", Section.NONE, ""), "find/find.jte", found);
    }

    private static Found.Entry entry(App app) {
        return new Found.Entry("layers", app.name(), app.config().repository(), "/apps/" + app.name());
    }

    private static Stream<Found.Entry> pages(Words words) {
        return Stream.of(
                        new Found.Entry("list-ordered", "Queue", "what runs and waits", "/queue"),
                        new Found.Entry("lock", "Locks", "and freezes", "/locks"),
                        new Found.Entry("history", "History", "all deploys", "/history"),
                        new Found.Entry(
                                "git-compare-arrows", "Compare", "deploys, environments or commits", "/compare"),
                        new Found.Entry("zap", "Automatic deploys", "of all apps", "/automation"),
                        new Found.Entry("heart-pulse", "Health", "of the servers", "/health"),
                        new Found.Entry("settings", "Settings", "tokens, deliveries, nodes", "/settings"),
                        new Found.Entry("plus", "Add an app…", "", "/apps/new"),
                        new Found.Entry("lock", "Lock…", "an app or an environment", "/lock"))
                .filter(entry -> words.match(entry.name()));
    }
}
