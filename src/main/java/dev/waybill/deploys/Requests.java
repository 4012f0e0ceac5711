package dev.waybill.deploys;

import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.GateVersion;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.errors.Invalid;
import dev.waybill.store.NotUnique;
import java.time.Duration;
import java.util.Optional;

/** Turns a request into a recorded deploy: what it means, whether it may, which commit it is. */
final class Requests {
    /** Longer than whoever came before may be answered in vain, and recorded. */
    private static final Duration OF_THOSE_BEFORE = Questions.PATIENCE.multipliedBy(2);

    private final Parts parts;
    private final Resolver resolver;
    private final Arrivals arrivals;
    private final Targets targets;
    private final Questions questions;
    private final Judging judging;
    private final Previews previews;
    private final Recorder recorder;

    Requests(Parts parts, Resolver resolver, Kinships kinships, Lanes lanes) {
        this.parts = parts;
        this.resolver = resolver;
        this.arrivals = new Arrivals(parts.time());
        this.questions = new Questions(parts, kinships);
        this.targets = new Targets(parts);
        this.judging = new Judging(lanes);
        this.previews = new Previews(parts);
        this.recorder = new Recorder(parts);
    }

    Deploy request(DeployRequest asked) throws InterruptedException {
        var asking = permitted(asked);
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
        var asking = permitted(asked);
        var wanted = wanted(asking);
        var known = questions.await(asking, wanted, questions.ask(asking.app(), wanted));
        return parts.db().read(handle -> {
            Seen.refuseIfMoved(handle, asking, known);
            return previews.of(handle, asking, wanted, known.sha(), judging.verdict(handle, asking, wanted, known));
        });
    }

    /** What the gates would say of this, whether the caller may or not; reads refs, and changes nothing. */
    Explanation explain(DeployRequest asked) throws InterruptedException {
        var asking = understood(asked);
        var wanted = targets.wanted(asking.request(), asking.app(), asking.lane());
        var known = questions.await(asking, wanted, questions.ask(asking.app(), wanted));
        var verdict = parts.db().read(handle -> judging.verdict(handle, asking, wanted, known));
        return new Explanation(
                null,
                Recorder.shown(asking.app().config().repositoryUrl(), wanted.ref(), parts.sources()),
                known.sha(),
                verdict.position(),
                verdict.blockers(),
                verdict.warnings());
    }

    private Asking permitted(DeployRequest asked) {
        var asking = understood(asked);
        requirePermission(asking);
        return isOfThen(asked) ? asking : asking.with(parameters(asking).values());
    }

    private static Parameters parameters(Asking asking) {
        return isOfThen(asking.request())
                ? Parameters.ofThen(asking.request().params())
                : Parameters.checked(
                        asking.app().config().parameters(), asking.request().params());
    }

    /** Whether it runs with the parameters of an earlier deploy, which those that are declared now need not fit. */
    private static boolean isOfThen(DeployRequest asked) {
        return asked.target() instanceof Target.Back && asked.params().isEmpty()
                || asked.target() instanceof Target.Again(var old) && old.isRollback();
    }

    private Asking understood(DeployRequest asked) {
        var app = parts.apps().app(asked.app());
        asked.caller().require(Right.READ, app.place(), () -> Apps.noSuchApp(app.name())); // before it tells of itself
        var environment = environment(asked, app);
        return new Asking(asked, app, new Lane(app.id(), environment));
    }

    private Optional<Deploy> earlier(DeployRequest request) {
        return parts.db()
                .read(handle ->
                        IdempotencyStore.find(handle, request, parts.time().now()));
    }

    private Deploy record(Asking asking) throws InterruptedException {
        var wanted = wanted(asking);
        try (var arrival = arrivals.enter(asking.lane(), wanted.rank())) {
            parts.db().read(handle -> judging.refuseIfHeld(handle, asking, wanted, Known.NOT_ASKED));

            var answer = questions.ask(asking.app(), wanted);
            var known = questions.await(asking, wanted, answer);
            arrival.await(OF_THOSE_BEFORE);
            var deploy = parts.db().write(tx -> {
                if (asking.request().target() instanceof Target.Back) {
                    GateVersion.raise(tx); // what it goes back from is quarantined, and nothing starts meanwhile
                }
                parts.apps().mustExist(tx, asking.app());
                Seen.refuseIfMoved(tx.handle(), asking, known);
                var verdict = judging.refuseIfHeld(tx.handle(), asking, wanted, known);
                known.kin().store(tx);
                return recorder.record(tx, asking, wanted, known, verdict.warnings());
            });
            if (known.sha() == null) {
                resolver.follow(deploy, answer);
            }
            return deploy;
        }
    }

    /** Here rather than at a door, so that there is no door without it. */
    private static void requirePermission(Asking asking) {
        var request = asking.request();
        var place = asking.app().place(asking.lane().environment());
        request.caller().require(Right.DEPLOY, place);
        if (request.force()) {
            request.caller().require(Right.FORCE, place);
        }
        if (request.isOnBehalfOfAnother()) {
            request.caller().require(Right.IMPERSONATE, place);
        }
    }

    static String environment(DeployRequest request, App app) {
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
        var parameters = parameters(asking);
        parameters.refuseMistakes(objection(asking.with(parameters.plausible()), wanted));
        return wanted;
    }

    /** Why its command could not be started, as far as that is known by now. */
    private Optional<String> objection(Asking asking, Wanted wanted) {
        var config = wanted.config(asking.app(), parts.apps());
        var provider = parts.providers().provider(config.provider());
        var info = DeployInfos.of(asking, wanted, parts);
        return provider.objection(info)
                .or(() -> provider.commands(info).stream()
                        .flatMap(command -> Environment.objection(
                                command.line(), Variables.of(info, config, command.environment(), System.getenv()))
                                .stream())
                        .findFirst());
    }
}
