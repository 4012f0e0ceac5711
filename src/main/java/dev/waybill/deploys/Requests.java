package dev.waybill.deploys;

import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.errors.Invalid;
import dev.waybill.store.NotUnique;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Turns a request into a recorded deploy: what it means, whether it may, which commit it is. */
final class Requests {
    /** How long a request waits for a slow repository before it is answered without a commit. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Parts parts;
    private final Resolver resolver;
    private final Targets targets;
    private final Kinships kinships;
    private final Judging judging;
    private final Recorder recorder;

    Requests(Parts parts, Resolver resolver, Kinships kinships, Lanes lanes) {
        this.parts = parts;
        this.resolver = resolver;
        this.kinships = kinships;
        this.targets = new Targets(parts);
        this.judging = new Judging(lanes);
        this.recorder = new Recorder(parts);
    }

    Deploy request(DeployRequest asked) throws InterruptedException {
        var asking = understood(asked);
        var earlier = earlier(asking.request());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        try {
            return record(asking);
        } catch (NotUnique e) {
            return earlier(asking.request()).orElseThrow(() -> e); // the same request at the same time was faster
        }
    }

    /** What would happen if this were asked for; reads refs, and changes nothing. */
    Preview preview(DeployRequest asked) throws InterruptedException {
        var asking = understood(asked);
        var wanted = wanted(asking);
        var known = await(ask(asking.app(), wanted), wanted);
        var kin = kin(asking, known);
        return parts.db().read(handle -> {
            Seen.refuseIfMoved(handle, asking, known.sha());
            return new Previews(parts)
                    .of(handle, asking, wanted, known.sha(), judging.verdict(handle, asking, wanted, known.sha(), kin));
        });
    }

    private Asking understood(DeployRequest asked) {
        var app = parts.apps().app(asked.app());
        asked.caller().require(Right.READ, app.place(), () -> Apps.noSuchApp(app.name())); // before it tells of itself
        var environment = environment(asked, app);
        var request = asked.withParams(Parameters.checked(app.config().parameters(), asked.params()));
        requirePermission(request, app, environment);
        return new Asking(request, app, new Lane(app.id(), environment));
    }

    private Optional<Deploy> earlier(DeployRequest request) {
        return parts.db()
                .read(handle ->
                        IdempotencyStore.find(handle, request, parts.time().now()));
    }

    private Deploy record(Asking asking) throws InterruptedException {
        var wanted = wanted(asking);
        parts.db().read(handle -> judging.refuseIfHeld(handle, asking, wanted, null, Kin.OF_DATABASE));

        var answer = ask(asking.app(), wanted);
        var known = await(answer, wanted);
        var kin = kin(asking, known);
        var deploy = parts.db().write(tx -> {
            parts.apps().mustExist(tx, asking.app());
            Seen.refuseIfMoved(tx.handle(), asking, known.sha());
            var verdict = judging.refuseIfHeld(tx.handle(), asking, wanted, known.sha(), kin);
            kin.store(tx);
            return recorder.record(tx, asking, wanted, known, verdict.warnings());
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

    private Wanted wanted(Asking asking) {
        var wanted = targets.wanted(asking.request(), asking.app(), asking.lane());
        var info = DeployInfos.of(asking, wanted, parts);
        parts.providers()
                .provider(config(asking, wanted).provider())
                .objection(info)
                .ifPresent(why -> {
                    throw new Invalid("invalid_value", why);
                });
        return wanted;
    }

    private AppConfig config(Asking asking, Wanted wanted) {
        return wanted.config(asking.app(), parts.apps());
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
    record Known(@Nullable Sha sha, @Nullable String complaint) {}

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

    /** A repository that does not say how commits stand to each other is asked again when the deploy would start. */
    private Kin kin(Asking asking, Known known) throws InterruptedException {
        try {
            return known.sha() == null
                    ? Kin.OF_DATABASE
                    : kinships.ask(asking.app().config(), asking.lane(), known.sha());
        } catch (IOException e) {
            return Kin.OF_DATABASE;
        }
    }
}
