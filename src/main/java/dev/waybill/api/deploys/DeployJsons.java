package dev.waybill.api.deploys;

import dev.waybill.access.User;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Deploy.Finished;
import dev.waybill.deploys.Deploy.Pending;
import dev.waybill.deploys.Deploy.Running;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.Report;
import dev.waybill.deploys.StepProgress;
import dev.waybill.http.Piece;
import dev.waybill.http.Problems;
import dev.waybill.lanes.Outlook;
import dev.waybill.lanes.Waiting;
import dev.waybill.nodes.NodeState;
import dev.waybill.nodes.Nodes;
import dev.waybill.origins.Origins;
import dev.waybill.store.Kept;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.wire.BlockerJson;
import dev.waybill.wire.DeployJson;
import dev.waybill.wire.Status;
import dev.waybill.wire.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Builds the JSON of deploys. */
public final class DeployJsons {
    /** In every form that git accepts, including SSH through port 443. */
    private static final Pattern GITHUB = Pattern.compile(
            "(?i)(?:(?:[^/@]+@)?github\\.com:/?|(?:https?|ssh|git)://(?:[^/@]+@)?(?:www\\.|ssh\\.)?github\\.com(?::[0-9]+)?/)"
                    + "([^/]+/[^/]+?)(?:\\.git)?/*");

    /** How many finished deploys are cached, about 1 KB each. */
    private static final int KEPT = 2_000;

    private final Kept<Deploy.Reading, Piece> ended = new Kept<>(KEPT, Piece::length);
    private final Outlook outlook;
    private final Apps apps;
    private final Nodes nodes;
    private final Origins origins;
    private final String url;

    public DeployJsons(Outlook outlook, Apps apps, Nodes nodes, Origins origins, String url) {
        this.origins = origins;
        this.nodes = nodes;
        this.outlook = outlook;
        this.apps = apps;
        this.url = url;
    }

    /** One deploy, as JSON. */
    Piece of(Deploy deploy) {
        return all(List.of(deploy)).getFirst();
    }

    /** Many deploys; what they share is read once. */
    List<Piece> all(List<Deploy> page) {
        var waiting = outlook.waiting(page);
        var usual = new HashMap<Lane, Optional<Duration>>();
        return page.stream()
                .map(deploy -> deploy.state() instanceof Finished
                        ? ended.get(deploy.reading(), () -> piece(json(deploy, Optional.empty(), Optional.empty())))
                        : piece(json(
                                deploy,
                                Optional.ofNullable(waiting.get(deploy.id())),
                                usual.computeIfAbsent(deploy.lane(), outlook::usualDuration))))
                .toList();
    }

    private static Piece piece(DeployJson json) {
        return Piece.of(JsonMapper.shared().writeValueAsBytes(json));
    }

    /** What is known about a deploy beside its own row; for one that has ended, neither waiting nor usual. */
    private record Around(Optional<Waiting> waiting, Optional<Duration> usual, Moments times, CodeHost host) {}

    private DeployJson json(Deploy deploy, Optional<Waiting> waiting, Optional<Duration> usual) {
        return json(deploy, new Around(waiting, usual, Moments.of(deploy), codeHost(deploy)));
    }

    private DeployJson json(Deploy deploy, Around its) {
        return new DeployJson(
                deploy.id().toString(),
                deploy.name(),
                deploy.number(),
                new DeployJson.AppRef(deploy.app().toString(), deploy.appName()),
                user(deploy.user()),
                deploy.requestedBy(),
                deploy.environment(),
                task(deploy),
                deploy.ref(),
                deploy.sha() == null ? null : deploy.sha().hex(),
                its.host().commit(),
                its.host().remote(),
                status(deploy).word(),
                its.times().seconds(),
                estimate(deploy, its.times(), its.usual()),
                Times.text(deploy.createdAt()),
                Times.textOrNull(its.times().started()),
                Times.textOrNull(its.times().finished()),
                deploy.state() instanceof Finished finished ? finished.outcome().word() : null,
                its.waiting().map(it -> Problems.blockers(it.blockers())).orElse(List.<BlockerJson>of()),
                its.waiting().map(Waiting::position).orElse(null),
                Times.textOrNull(its.waiting().map(Waiting::estimatedStart).orElse(null)),
                Times.textOrNull(end(deploy, its.waiting(), its.usual())),
                deploy.previousSha() == null ? null : deploy.previousSha().hex(),
                its.host().compare(),
                deploy.forced(),
                deploy.door().word(),
                deploy.params(),
                deploy.reason(),
                deploy.message(),
                deploy.evidence(),
                deploy.report().progress(),
                deploy.report().notes(),
                deploy.appVersion(),
                deploy.retryOf() == null ? null : deploy.retryOf().toString(),
                deploy.isRollback(),
                supersededBy(deploy),
                ReleaseJsons.judgementOrNull(deploy.judgement()),
                nodes.silentOf(deploy).map(DeployJsons::silent).orElse(null),
                external(deploy),
                links(deploy));
    }

    private static Map<String, String> hosts(Report report) {
        var words = new LinkedHashMap<String, String>();
        report.hosts().forEach((name, state) -> words.put(name, state.word()));
        return words;
    }

    private DeployJson.Task task(Deploy deploy) {
        var steps = deploy.report().steps();
        var isOver = deploy.state() instanceof Finished || steps.isEmpty() || !deploy.isDeploy();
        var usual = isOver ? Map.<String, Duration>of() : outlook.usualSteps(deploy.lane());
        return new DeployJson.Task(
                deploy.task(),
                steps.stream().map(it -> step(it, usual)).toList(),
                hosts(deploy.report()),
                deploy.hosts());
    }

    private static DeployJson.Step step(StepProgress step, Map<String, Duration> usual) {
        return new DeployJson.Step(
                step.name(),
                step.status(),
                Times.textOrNull(step.startedAt()),
                Times.textOrNull(step.startedAt() == null ? null : step.finishedAt()),
                secondsOrNull(step.lasted().orElse(usual.get(step.name()))));
    }

    /**
     * Where people find the commit of a deploy.
     *
     * @param commit its page; empty if unknown
     * @param compare the page with the changes since the version that was live before; null if unknown
     */
    private record CodeHost(
            DeployJson.Remote remote,
            String commit,
            @Nullable String compare) {}

    /** The page of a commit at github.com is known without a credential. */
    private CodeHost codeHost(Deploy deploy) {
        var remote = remote(deploy);
        var sha = deploy.sha();
        if (sha == null) {
            return new CodeHost(remote, "", null);
        }
        var links = origins.links(deploy.app(), deploy.appName(), deploy.newestAppVersion());
        return new CodeHost(
                remote,
                links.commit(sha).orElse(remote.url().isEmpty() ? "" : remote.url() + "/commit/" + sha),
                links.compare(deploy.previousSha(), sha).orElse(null));
    }

    private static DeployJson.UserJson user(User user) {
        return new DeployJson.UserJson(user.id().toString(), user.name(), Times.text(user.createdAt()));
    }

    private static @Nullable String supersededBy(Deploy deploy) {
        return deploy.state() instanceof Finished finished && finished.supersededBy() != null
                ? finished.supersededBy().toString()
                : null;
    }

    private static DeployJson.@Nullable External external(Deploy deploy) {
        var driver = deploy.state() instanceof Running running ? running.driver() : null;
        return !deploy.isExternal()
                ? null
                : driver == null
                        ? new DeployJson.External(null, null)
                        : new DeployJson.External(driver.place(), Times.textOrNull(driver.silentSince()));
    }

    private static DeployJson.SilentNode silent(NodeState node) {
        return new DeployJson.SilentNode(node.name(), Times.text(Objects.requireNonNull(node.silentSince())));
    }

    private @Nullable Instant end(Deploy deploy, Optional<Waiting> waiting, Optional<Duration> usual) {
        var start = waiting.map(Waiting::estimatedStart).orElse(null);
        return start == null
                ? outlook.estimatedEnd(deploy, usual).orElse(null)
                : usual.map(start::plus).orElse(null);
    }

    static Status status(Deploy deploy) {
        return switch (deploy.state()) {
            case Pending _ -> Status.PENDING;
            case Running running -> running.isCancelled() ? Status.CANCELLED : Status.IN_PROGRESS;
            case Finished finished ->
                switch (finished.outcome()) {
                    case SUCCEEDED -> Status.FINISHED;
                    case FAILED, TIMED_OUT, INTERRUPTED -> Status.FAILED;
                    case CANCELLED, SUPERSEDED -> Status.CANCELLED;
                };
        };
    }

    /**
     * When a deploy started and ended. One that failed before it started has both times, because clients rely on them.
     *
     * @param isMeasured whether the time between them is known; it is not if the deploy happened elsewhere
     */
    private record Moments(
            @Nullable Instant started, @Nullable Instant finished, boolean isMeasured) {
        static Moments of(Deploy deploy) {
            var isMeasured = deploy.door() != Door.RECORD;
            return switch (deploy.state()) {
                case Pending _ -> new Moments(null, null, isMeasured);
                case Running running -> new Moments(running.since(), null, isMeasured);
                case Finished finished
                when finished.startedAt() == null && status(deploy) != Status.CANCELLED ->
                    new Moments(finished.at(), finished.at(), isMeasured);
                case Finished finished -> new Moments(finished.startedAt(), finished.at(), isMeasured);
            };
        }

        @Nullable
        Double seconds() {
            return started == null || finished == null || !isMeasured
                    ? null
                    : DeployJsons.seconds(Duration.between(started, finished));
        }
    }

    private static @Nullable Double estimate(Deploy deploy, Moments times, Optional<Duration> usual) {
        return deploy.state() instanceof Finished
                ? times.seconds()
                : usual.map(DeployJsons::seconds).orElse(null);
    }

    public static @Nullable Double secondsOrNull(@Nullable Duration duration) {
        return duration == null ? null : seconds(duration);
    }

    private static Double seconds(Duration duration) {
        return Math.round(duration.toMillis() / 10.0) / 100.0;
    }

    private DeployJson.Remote remote(Deploy deploy) {
        var repository = apps.config(deploy.app(), deploy.newestAppVersion()).repository();
        var github = GITHUB.matcher(repository);
        return github.matches()
                ? new DeployJson.Remote("github.com", "https://github.com/" + github.group(1))
                : new DeployJson.Remote(new RepositoryUrl(repository).host().orElse("local"), "");
    }

    private Map<String, String> links(Deploy deploy) {
        var path = "%s/%s/%d".formatted(deploy.appName(), deploy.environment(), deploy.number());
        var links = new TreeMap<>(deploy.report().links());
        links.put("self", "%s/api/0/deploys/%s/".formatted(url, path));
        links.put("log", "%s/api/0/deploys/%s/log/".formatted(url, path));
        links.put("page", "%s/apps/%s".formatted(url, path));
        return links;
    }
}
