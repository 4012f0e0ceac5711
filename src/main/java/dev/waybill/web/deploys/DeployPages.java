package dev.waybill.web.deploys;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.artifacts.Artifact;
import dev.waybill.checks.CheckDetails;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Outcome;
import dev.waybill.deploys.StepProgress;
import dev.waybill.errors.Invalid;
import dev.waybill.http.LogStream;
import dev.waybill.logs.LogPage;
import dev.waybill.logs.Logs;
import dev.waybill.nodes.NodeState;
import dev.waybill.nodes.Nodes;
import dev.waybill.origins.Links;
import dev.waybill.registrations.Registration;
import dev.waybill.web.frame.Ages;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import dev.waybill.web.shown.DeployRow;
import dev.waybill.web.shown.DeployRows;
import dev.waybill.web.signin.SignIn;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page of a deploy, and its log. */
public final class DeployPages implements PageGroup {
    /** How much of a log is part of the page itself; the page links to the rest. */
    private static final long LOG_IN_PAGE = 256 * 1024;

    private static final long PART = 1024 * 1024;

    private final DeployStore deploys;
    private final Logs logs;
    private final Nodes nodes;
    private final DeployRows rows;
    private final SignIn signIn;
    private final String url;

    /** @param url the server's public URL, for the commands that the page shows */
    public DeployPages(DeployStore deploys, Logs logs, Nodes nodes, DeployRows rows, SignIn signIn, String url) {
        this.deploys = deploys;
        this.logs = logs;
        this.nodes = nodes;
        this.rows = rows;
        this.signIn = signIn;
        this.url = url;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.live(routes, "/apps/{app}/{env}/{number}", this::show);
        frame.read(routes, "/apps/{app}/{env}/{number}/log/stream", this::stream);
        frame.read(routes, "/apps/{app}/{env}/{number}/log", this::wholeLog);
    }

    private Page show(Visit visit) {
        var deploy = find(deploys, visit.names(), visit.caller());
        var api = "/api/0/deploys/%s/%s/%d/".formatted(deploy.appName(), deploy.environment(), deploy.number());
        return Page.of(new Heading(deploy.name(), Section.NONE, api), "deploy/deploy.jte", page(deploy));
    }

    private DeployPage page(Deploy deploy) {
        var log = logs.readLast(deploy.id().value(), LOG_IN_PAGE);
        return new DeployPage(
                rows.of(deploy),
                text(log),
                log.nextOffset(),
                log.complete(),
                log.nextOffset() > LOG_IN_PAGE + 16,
                nodes.silentOf(deploy).orElse(null),
                rows.registration(deploy).map(Registration::sentence).orElse(null),
                rows.checks(deploy),
                rows.artifacts(deploy),
                rows.links(deploy),
                url);
    }

    /**
     * The page of one deploy.
     *
     * @param nextOffset where its log continues
     * @param complete whether the log has ended
     * @param isCut whether earlier parts of the log are left out
     * @param silent the server on which it runs, if that server is silent; null otherwise
     * @param registration what its code host knows about it; null if it was told nothing
     * @param checks those of its commit, as they were last read
     * @param artifacts the files that are kept with it
     * @param links the pages of its app's commits at the code host
     */
    public record DeployPage(
            DeployRow row,
            String log,
            long nextOffset,
            boolean complete,
            boolean isCut,
            @Nullable NodeState silent,
            @Nullable String registration,
            List<CheckDetails> checks,
            List<Artifact> artifacts,
            Links links,
            String url) {
        /** The page of its commit at the code host. */
        public Optional<String> commitLink() {
            return Optional.ofNullable(row.deploy().sha()).flatMap(links::commit);
        }

        /** Where a browser gets a file. */
        public String download(Artifact artifact) {
            return "%s/artifacts?name=%s"
                    .formatted(row.path(), URLEncoder.encode(artifact.name(), StandardCharsets.UTF_8));
        }

        /** Where the command of an external deploy runs; null if it does not, and for other deploys. */
        public Deploy.@Nullable Driver driver() {
            return row.deploy().state() instanceof Deploy.Running running ? running.driver() : null;
        }

        /** The page with its changes; null if it replaced nothing. */
        public @Nullable String changes() {
            var from = row.deploy().previousSha();
            return from == null || from.equals(row.deploy().sha()) ? null : row.path() + "/changes";
        }

        /** Such as {@code in progress} or {@code finished, 3 min}. */
        public String status(StepProgress step) {
            var status = step.status().replace('_', ' ');
            return step.lasted().map(it -> status + ", " + Ages.inWords(it)).orElse(status);
        }

        /** Whether the page opens at the end of the log. */
        public boolean isFailed() {
            return row.deploy().state() instanceof Deploy.Finished finished && finished.outcome() != Outcome.SUCCEEDED;
        }
    }

    private void stream(Context ctx, Caller caller) throws Exception {
        var offset = Optional.ofNullable(ctx.header("Last-Event-ID"))
                .or(() -> Optional.ofNullable(ctx.queryParam("offset")));
        try {
            LogStream.follow(
                    ctx,
                    logs,
                    find(deploys, ctx.pathParamMap(), caller).id().value(),
                    Math.max(0, Long.parseLong(offset.orElse("0"))),
                    () -> signIn.caller(ctx).isPresent());
        } catch (NumberFormatException e) {
            throw new Invalid("invalid_field", "offset must be a whole number");
        }
    }

    private void wholeLog(Context ctx, Caller caller) throws IOException {
        var deploy = find(deploys, ctx.pathParamMap(), caller).id().value();
        ctx.res().setHeader("Content-Type", "text/plain; charset=utf-8");
        var out = ctx.res().getOutputStream();
        for (var page = logs.read(deploy, 0, PART);
                !page.pieces().isEmpty();
                page = logs.read(deploy, page.nextOffset(), PART)) {
            out.write(text(page).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String text(LogPage log) {
        return log.pieces().stream().map(LogPage.Piece::text).collect(Collectors.joining());
    }

    /** The deploy that a path names, for a caller with permission to read it. */
    static Deploy find(DeployStore deploys, Map<String, String> names, Caller caller) {
        try {
            var deploy =
                    deploys.require(name(names, "app"), name(names, "env"), Integer.parseInt(name(names, "number")));
            caller.require(Right.READ, deploy.place(), DeployStore::noSuchDeploy);
            return deploy;
        } catch (NumberFormatException e) {
            throw DeployStore.noSuchDeploy();
        }
    }

    private static String name(Map<String, String> names, String name) {
        return Objects.requireNonNull(names.get(name), name);
    }
}
