package dev.waybill.web.commits;

import dev.waybill.apps.Apps;
import dev.waybill.lookups.Searching;
import dev.waybill.lookups.Whereabouts;
import dev.waybill.origins.Origins;
import dev.waybill.spi.Time;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.util.LinkedHashMap;

/** The page of a commit: where it is live, and what it waits for elsewhere. */
public final class CommitPages implements PageGroup {
    private final Apps apps;
    private final Searching searching;
    private final Origins origins;
    private final Time time;

    public CommitPages(Apps apps, Searching searching, Origins origins, Time time) {
        this.apps = apps;
        this.searching = searching;
        this.origins = origins;
        this.time = time;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, "/commits/{sha}", this::show);
    }

    private Page show(Visit visit) throws InterruptedException {
        var found = searching.find(visit.name("sha"), visit.caller());
        var sha = found.commit().sha();
        return Page.of(
                new Heading(
                        "%s %s".formatted(sha.abbreviated(), found.commit().title()),
                        Section.NONE,
                        "/api/0/commits/%s/".formatted(sha.hex())),
                "commit/commit.jte",
                new CommitPage(found, links(found), time.now()));
    }

    /** The pages of the commit at code hosts, by the app whose code host it is. */
    private LinkedHashMap<String, String> links(Whereabouts found) {
        var links = new LinkedHashMap<String, String>();
        found.places().stream()
                .map(Whereabouts.Place::app)
                .distinct()
                .forEach(name -> apps.find(name)
                        .flatMap(app -> origins.links(app).commit(found.commit().sha()))
                        .filter(link -> !links.containsValue(link))
                        .ifPresent(link -> links.put(name, link)));
        return links;
    }
}
