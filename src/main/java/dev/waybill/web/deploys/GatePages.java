package dev.waybill.web.deploys;

import dev.waybill.checks.CheckDetails;
import dev.waybill.deploys.Deploy;
import dev.waybill.events.Recorded;
import dev.waybill.registrations.Registration;
import dev.waybill.spi.CheckResult;
import dev.waybill.web.frame.Ages;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import dev.waybill.web.shown.DeployPaths;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tab with what holds a deploy, or what held it before it started, and with the checks of its commit. */
public final class GatePages implements PageGroup {
    private final Tops tops;
    private final History history;

    public GatePages(Tops tops, History history) {
        this.tops = tops;
        this.history = history;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.live(routes, DeployPaths.PATTERN + Tab.GATES.path(), this::show);
    }

    private Page show(Visit visit) {
        var top = tops.of(visit, Tab.GATES);
        var deploy = top.deploy();
        var page = new GatePage(
                top,
                waited(deploy),
                history.last(deploy, "deploy.waiting").map(GatePages::reason).orElse(null),
                tops.rows().registration(deploy).map(Registration::sentence).orElse(null),
                tops.rows().checks(deploy));
        var sha = deploy.sha();
        var api = "/api/0/apps/%s/checks/?env=%s&ref=%s"
                .formatted(deploy.appName(), deploy.environment(), sha == null ? "" : sha.hex());
        return Page.of(new Heading("Gates of " + deploy.name(), Section.NONE, api), "deploy/gates.jte", page);
    }

    private static String reason(Recorded event) {
        return String.valueOf(event.data().get("reason"));
    }

    private static String waited(Deploy deploy) {
        var end = switch (deploy.state()) {
            case Deploy.Pending _ -> null;
            case Deploy.Running running -> running.since();
            case Deploy.Finished finished -> finished.startedAt();
        };
        var waited = end == null ? null : Duration.between(deploy.createdAt(), end);
        return waited == null ? "" : waited.toSeconds() < 1 ? "not at all" : Ages.inWords(waited);
    }

    /**
     * What holds or held a deploy.
     *
     * @param waited how long it waited before it started; empty if it has not
     * @param reason what held it after half a minute; null if nothing did any more
     * @param registration what its code host knows about it; null if it was told nothing
     * @param checks those of its commit, as they were last read
     */
    public record GatePage(
            Top top,
            String waited,
            @Nullable String reason,
            @Nullable String registration,
            List<CheckDetails> checks) {
        /** The icon of a result. */
        public String icon(CheckResult.State state) {
            return switch (state) {
                case PASSED -> "circle-check";
                case PENDING, MISSING -> "circle-dashed";
                case FAILED -> "circle-x";
            };
        }

        /** The colour of a result. */
        public String colour(CheckResult.State state) {
            return switch (state) {
                case PASSED -> "good";
                case PENDING, MISSING -> "second";
                case FAILED -> "bad";
            };
        }
    }
}
