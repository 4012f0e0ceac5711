package dev.waybill.web.deploys;

import dev.waybill.events.Recorded;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import dev.waybill.web.shown.DeployPaths;
import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.Objects;

/** The tab with everything that has happened to a deploy. */
public final class EventPages implements PageGroup {
    private final Tops tops;
    private final History history;

    public EventPages(Tops tops, History history) {
        this.tops = tops;
        this.history = history;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.live(routes, DeployPaths.PATTERN + Tab.EVENTS.path(), this::show);
    }

    private Page show(Visit visit) {
        var top = tops.of(visit, Tab.EVENTS);
        var deploy = top.deploy();
        var api = "/api/0/events/?app=%s&env=%s".formatted(deploy.appName(), deploy.environment());
        return Page.of(
                new Heading("Events of " + deploy.name(), Section.NONE, api),
                "deploy/events.jte",
                new EventPage(top, history.of(deploy)));
    }

    /** @param events the newest first */
    public record EventPage(Top top, List<Recorded> events) {
        public String sentence(Recorded event) {
            return EventWords.sentence(event);
        }

        /** Who did it. */
        public String by(Recorded event) {
            var by = event.by();
            return by == null ? "" : Objects.requireNonNullElse(by.name(), "");
        }
    }
}
