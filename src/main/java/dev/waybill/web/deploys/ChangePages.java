package dev.waybill.web.deploys;

import dev.waybill.access.Caller;
import dev.waybill.apps.Apps;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.Unavailable;
import dev.waybill.forge.Origin;
import dev.waybill.forge.Origin.PullRequest;
import dev.waybill.lookups.Comparisons;
import dev.waybill.lookups.Traced;
import dev.waybill.lookups.Tracing;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Commit;
import dev.waybill.vcs.Sha;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.PageSentences;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import dev.waybill.web.shown.DeployPaths;
import io.javalin.config.RoutesConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tab with what a deploy changed: its commits, with their pull requests and authors, and its files. */
public final class ChangePages implements PageGroup {
    private static final int MOST = 250;

    private final Tops tops;
    private final Apps apps;
    private final Comparisons comparisons;
    private final Tracing tracing;

    public ChangePages(Tops tops, Apps apps, Comparisons comparisons, Tracing tracing) {
        this.tops = tops;
        this.apps = apps;
        this.comparisons = comparisons;
        this.tracing = tracing;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, DeployPaths.PATTERN + Tab.CHANGES.path(), this::show);
    }

    private Page show(Visit visit) throws InterruptedException {
        var top = tops.of(visit, Tab.CHANGES);
        var page = page(top, visit.caller());
        return Page.of(
                new Heading("Changes of " + top.deploy().name(), Section.NONE, page.api()), "deploy/changes.jte", page);
    }

    private ChangePage page(Top top, Caller caller) throws InterruptedException {
        var deploy = top.deploy();
        var from = from(top);
        var to = deploy.sha();
        if (from == null || to == null) {
            return new ChangePage(
                    top,
                    from,
                    null,
                    to == null
                            ? "The commit of this deploy is not known yet."
                            : "%s replaced nothing, so there are no changes to show.".formatted(deploy.name()));
        }
        var app = apps.app(deploy.app());
        try {
            var traced = tracing.of(app, comparisons.between(app, caller, from.hex(), to.hex(), MOST));
            return new ChangePage(top, from, traced, "");
        } catch (Unavailable | Invalid e) { // the repository does not respond, or has lost a commit
            return new ChangePage(top, from, null, PageSentences.told(e.sentence()));
        }
    }

    /** What was live when it started; for one that waits, what is live now. */
    private static @Nullable Sha from(Top top) {
        var live = top.now().live();
        return top.row().isPending()
                ? live == null ? null : live.sha()
                : top.deploy().previousSha();
    }

    /**
     * The page of the changes of one deploy.
     *
     * @param from what was live before; null if nothing was
     * @param traced the changes; null if they are not known
     * @param problem why not; empty if they are
     */
    public record ChangePage(
            Top top, @Nullable Sha from, @Nullable Traced traced, String problem) {
        /** The API request for the same changes. */
        String api() {
            var sha = top.deploy().sha();
            return from == null || sha == null
                    ? ""
                    : "/api/0/apps/%s/changes/?from=%s&to=%s"
                            .formatted(top.deploy().appName(), from.hex(), sha.hex());
        }

        /** New and lost commits. */
        public List<Part> parts() {
            return traced == null
                    ? List.of()
                    : List.of(
                            new Part("New commits", traced.changes().commits(), traced),
                            new Part(
                                    "Commits that are no longer live",
                                    traced.changes().lost(),
                                    traced));
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
