package dev.waybill.web.deploys;

import dev.waybill.access.Caller;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.errors.NotFound;
import dev.waybill.forge.Origin;
import dev.waybill.forge.Origin.PullRequest;
import dev.waybill.lookups.Comparisons;
import dev.waybill.lookups.Traced;
import dev.waybill.lookups.Tracing;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Commit;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page with what a deploy changed: its commits, with their pull requests and authors. */
public final class ChangePages implements PageGroup {
    private static final int MOST = 250;

    private final DeployStore deploys;
    private final Apps apps;
    private final Comparisons comparisons;
    private final Tracing tracing;
    private final String url;

    /** @param url the server's public URL, for the commands that the page shows */
    public ChangePages(DeployStore deploys, Apps apps, Comparisons comparisons, Tracing tracing, String url) {
        this.deploys = deploys;
        this.apps = apps;
        this.comparisons = comparisons;
        this.tracing = tracing;
        this.url = url;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, "/apps/{app}/{env}/{number}/changes", this::show);
    }

    private Page show(Visit visit) throws InterruptedException {
        var deploy = DeployPages.find(deploys, visit.names(), visit.caller());
        var page = page(deploy, visit.caller());
        return Page.of(
                new Heading("Changes of " + deploy.name(), Section.NONE, page.api()), "deploy/changes.jte", page);
    }

    private ChangePage page(Deploy deploy, Caller caller) throws InterruptedException {
        var from = deploy.previousSha();
        var to = deploy.sha();
        if (from == null || to == null) {
            throw new NotFound(
                    "not_found", "%s replaced nothing, so there are no changes to show".formatted(deploy.name()));
        }
        var app = apps.app(deploy.app());
        var traced = tracing.of(app, comparisons.between(app, caller, from.hex(), to.hex(), MOST));
        return new ChangePage(deploy, traced, url);
    }

    /** The page of the changes of one deploy. */
    public record ChangePage(Deploy deploy, Traced traced, String url) {
        /** The path of the deploy. */
        public String path() {
            return "/apps/%s/%s/%d".formatted(deploy.appName(), deploy.environment(), deploy.number());
        }

        /** The API request for the same changes. */
        String api() {
            return "/api/0/apps/%s/changes/?from=%s&to=%s"
                    .formatted(
                            deploy.appName(),
                            deploy.previousSha() == null
                                    ? ""
                                    : deploy.previousSha().hex(),
                            deploy.sha() == null ? "" : deploy.sha().hex());
        }

        /** New and lost commits. */
        public List<Part> parts() {
            return List.of(
                    new Part("New commits", traced.changes().commits(), traced),
                    new Part("Commits that are no longer live", traced.changes().lost(), traced));
        }
    }

    /** Some commits below a heading. */
    public record Part(String title, Changes.Some<Commit> commits, Traced traced) {
        public List<Row> rows() {
            return commits.first().stream().map(commit -> row(commit)).toList();
        }

        private Row row(Commit commit) {
            var origin = traced.origin(commit);
            return new Row(
                    commit,
                    traced.links().commit(commit.sha()).orElse(null),
                    origin.map(Origin::author).orElse(null),
                    origin.map(Origin::pullRequests).orElse(List.of()),
                    traced.labels(commit));
        }

        /** How many commits are not shown. */
        public int more() {
            return commits.count() - commits.first().size();
        }
    }

    /**
     * A commit.
     *
     * @param link its page at the code host; null if there is none
     * @param login the author's user name there; null if unknown
     */
    public record Row(
            Commit commit,
            @Nullable String link,
            @Nullable String login,
            List<PullRequest> pullRequests,
            List<String> labels) {}
}
