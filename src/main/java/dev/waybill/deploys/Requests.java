package dev.waybill.deploys;

import dev.waybill.access.Right;
import dev.waybill.access.User;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.GateVersion;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.Refused;
import dev.waybill.gates.Blocker;
import dev.waybill.gates.Candidate;
import dev.waybill.gates.Gates;
import dev.waybill.store.NotUnique;
import dev.waybill.store.Tx;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Turns a request into a recorded deploy: what it means, whether it may, which commit it is. */
final class Requests {
    /** How long a request waits for a slow repository before it is answered without a commit. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Parts parts;
    private final Resolver resolver;

    Requests(Parts parts, Resolver resolver) {
        this.parts = parts;
        this.resolver = resolver;
    }

    /**
     * What a request means.
     *
     * @param ref as it will be shown
     * @param question for the repository
     * @param sha the answer, where it is known without asking
     */
    private record Wanted(
            String ref, String question, @Nullable Sha sha, Rank rank) {}

    Deploy request(DeployRequest asked) throws InterruptedException {
        var app = parts.apps().app(asked.app());
        asked.caller().require(Right.READ, app.place(), () -> Apps.noSuchApp(app.name())); // before it tells of itself
        var request = asked.withParams(Parameters.checked(app.config().parameters(), asked.params()));
        var environment = environment(request, app);
        requirePermission(request, app, environment);
        var earlier = earlier(request);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        try {
            return record(request, app, environment);
        } catch (NotUnique e) {
            return earlier(request).orElseThrow(() -> e); // the same request at the same time was faster
        }
    }

    private Optional<Deploy> earlier(DeployRequest request) {
        return parts.db()
                .read(handle ->
                        IdempotencyStore.find(handle, request, parts.time().now()));
    }

    private Deploy record(DeployRequest request, App app, String environment) throws InterruptedException {
        var lane = new Lane(app.id(), environment);
        var wanted = wanted(request, app, lane);
        refuseIfProviderObjects(request, app, environment, wanted);
        refuseIfHeld(request, parts.db().read(handle -> blockers(handle, request, lane, wanted)));

        var answer = ask(app, wanted);
        var known = await(answer, wanted);
        var deploy = parts.db().write(tx -> {
            refuseIfHeld(request, blockers(tx.handle(), request, lane, wanted));
            parts.apps().mustExist(tx, app);
            return record(
                    tx,
                    new NewDeploy(
                            request,
                            app,
                            environment,
                            shown(app.config().repositoryUrl(), wanted.ref(), parts.sources()),
                            wanted.question(),
                            known.sha(),
                            known.complaint(),
                            user(tx, request),
                            wanted.rank(),
                            message(app)));
        });
        if (known.sha() == null) {
            resolver.follow(deploy, answer);
        }
        return deploy;
    }

    /** Here rather than at a door, so that there is no door without it. */
    private static void requirePermission(DeployRequest request, App app, String environment) {
        var place = app.place(environment);
        request.caller().require(Right.DEPLOY, place);
        if (request.force()) {
            request.caller().require(Right.FORCE, place);
        }
        if (request.isOnBehalfOfAnother()) {
            request.caller().require(Right.IMPERSONATE, place);
        }
    }

    private static String environment(DeployRequest request, App app) {
        var preset = app.config().defaultEnvironment();
        var name =
                request.environment() != null ? request.environment() : preset != null ? preset : AppConfig.PRODUCTION;
        app.config().objectionToEnvironment(app.name(), name).ifPresent(why -> {
            throw new Invalid("invalid_environment", why);
        });
        return name;
    }

    private User user(Tx tx, DeployRequest request) {
        return request.userName() == null
                ? request.caller().user()
                : parts.access().named(tx, request.userName());
    }

    private Wanted wanted(DeployRequest request, App app, Lane lane) {
        var old = request.retryOf();
        if (old != null) {
            return new Wanted(old.ref(), old.question(), old.sha(), Rank.MANUAL);
        }
        if (request.sha() != null) {
            if (!request.sha().matches("[0-9a-f]{7,40}")) {
                throw Invalid.fields(Map.of("sha", "must be 7 to 40 hex digits; a branch or a tag is a ref"));
            }
            return new Wanted(
                    valid(request.ref() == null ? request.sha() : request.ref()),
                    valid(request.sha()),
                    null,
                    Rank.MANUAL);
        }
        var ref = request.ref() == null ? defaultRef(app, lane.environment()) : request.ref();
        return switch (ref) {
            case ":current" -> history(ref, lane, DeployStore::live, Rank.MANUAL);
            case ":previous" -> history(ref, lane, DeployStore::previous, Rank.ROLLBACK);
            default -> new Wanted(valid(ref), ref, null, Rank.MANUAL);
        };
    }

    private Wanted history(String ref, Lane lane, BiFunction<Handle, Lane, Optional<Deploy>> find, Rank rank) {
        return parts.db()
                .read(handle -> find.apply(handle, lane))
                .map(deploy -> new Wanted(ref, ref, deploy.sha(), rank))
                .orElseThrow(() -> new Invalid(
                        "invalid_ref",
                        "%s has no deploy that %s could mean; name a branch, a tag or a sha"
                                .formatted(lane.environment(), ref)));
    }

    private static String defaultRef(App app, String environment) {
        var configured = app.config().environments().get(environment);
        return configured == null || configured.defaultRef() == null ? "HEAD" : configured.defaultRef();
    }

    private static String valid(String ref) {
        Ref.objection(ref).ifPresent(why -> {
            throw new Invalid("invalid_ref", "Invalid ref: " + why);
        });
        return ref;
    }

    private void refuseIfProviderObjects(DeployRequest request, App app, String environment, Wanted wanted) {
        var info = DeployInfos.of(request, environment, wanted.ref(), app.config(), parts.url());
        parts.providers().provider(app.config().provider()).objection(info).ifPresent(why -> {
            throw new Invalid("invalid_value", why);
        });
    }

    private static List<Blocker> blockers(Handle handle, DeployRequest request, Lane lane, Wanted wanted) {
        var candidate = new Candidate(
                request.door().word(),
                request.app(),
                lane.environment(),
                request.requester(),
                wanted.ref(),
                null,
                request.force());
        return LaneQueue.ofRequest(handle, lane, candidate);
    }

    /** @throws Refused if a gate refuses a person at once, unless that person wants to wait */
    private static void refuseIfHeld(DeployRequest request, List<Blocker> blockers) {
        if (!request.queue() && blockers.stream().anyMatch(Gates::refusesRequest)) {
            throw new Refused(blockers);
        }
    }

    private CompletableFuture<Optional<Sha>> ask(App app, Wanted wanted) {
        if (wanted.sha() != null) {
            return CompletableFuture.completedFuture(Optional.of(wanted.sha()));
        }
        try {
            return parts.sources().resolve(Remotes.of(app.config(), parts.hosts()), new Ref(wanted.question()));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** What is known after a moment's patience: the commit, or else what the repository complained of. */
    private record Known(@Nullable Sha sha, @Nullable String complaint) {}

    private static Known await(CompletableFuture<Optional<Sha>> answer, Wanted wanted) throws InterruptedException {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .map(sha -> new Known(sha, null))
                    .orElseThrow(() -> new Invalid(
                            "invalid_ref",
                            "Invalid ref: the repository has no branch, tag or commit \"%s\""
                                    .formatted(wanted.question())));
        } catch (TimeoutException e) {
            return new Known(null, null);
        } catch (ExecutionException e) {
            return new Known(null, Resolver.complaint(e));
        }
    }

    /** The branch rather than HEAD, where it is known by now. */
    static String shown(RepositoryUrl url, String ref, Sources sources) {
        return ref.equals("HEAD") ? sources.headBranch(url).orElse(ref) : ref;
    }

    private static @Nullable String message(App app) {
        var sentences = app.config().notBuiltYet();
        return sentences.isEmpty() ? null : String.join("; ", sentences);
    }

    private Deploy record(Tx tx, NewDeploy deploy) {
        var id = Transitions.insert(tx, deploy, parts.time().now());
        parts.logs().open(tx, id.value());
        IdempotencyStore.record(tx, deploy.request(), id, parts.time().now());
        var recorded = DeployStore.find(tx.handle(), id).orElseThrow();
        parts.events()
                .append(
                        tx,
                        Runner.event(
                                "deploy.requested",
                                recorded,
                                Map.of("ref", deploy.ref(), "by", recorded.requestedBy())));
        tx.signal(GateVersion.LANES);
        return recorded;
    }
}
