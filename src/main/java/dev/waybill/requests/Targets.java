package dev.waybill.requests;

import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.Rank;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Invalid;
import dev.waybill.repositories.RefLookup;
import dev.waybill.store.Db;
import dev.waybill.vcs.Ref;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds out what the target of a request means without asking the repository. */
public final class Targets {

    private final Db db;

    public Targets(Db db) {
        this.db = db;
    }

    Wanted wanted(DeployRequest request, App app, Lane lane) {
        var person = request.door() == Door.AUTOMATION ? Rank.AUTOMATIC : Rank.MANUAL;
        return switch (request.target()) {
            case Target.OfRef(var ref, var sha) when sha != null -> exactly(ref, sha, person);
            case Target.Happened past -> exactly(past.ref(), past.sha(), Rank.MANUAL);
            case Target.OfRef wish ->
                ofRef(wish.ref() == null ? RefLookup.defaultRef(app, lane.environment()) : wish.ref(), lane, person);
            case Target.Task it when it.sha() != null -> exactly(it.ref(), it.sha(), person);
            case Target.Task it -> ofTask(it.ref() == null ? ":current" : it.ref(), lane, person);
            case Target.Again again when again.old().isRollback() -> Wanted.backAgain(again.old());
            case Target.Again again ->
                Wanted.of(again.old(), again.old().ref(), again.old().question(), person);
            case Target.Promoted(var environment) -> promoted(request, app, environment, lane);
            case Target.Back back -> db.read(handle -> back(handle, back, app, lane));
        };
    }

    private static Wanted exactly(@Nullable String ref, String sha, Rank rank) {
        if (!sha.matches("[0-9a-f]{7,40}")) {
            throw Invalid.fields(Map.of("sha", "must be 7 to 40 hex digits; a branch or a tag is a ref"));
        }
        return Wanted.asked(
                RefLookup.valid(ref == null ? sha : ref), Ref.sha(sha).question(), rank);
    }

    private Wanted ofTask(String ref, Lane lane, Rank rank) {
        if (ref.equals(":previous")) {
            throw Invalid.fields(
                    Map.of("ref", "must be :current, a branch, a tag or a sha for a task other than deploy"));
        }
        return ofRef(ref, lane, rank);
    }

    private Wanted ofRef(String ref, Lane lane, Rank rank) {
        return switch (ref) {
            case ":current" -> history(ref, lane, ReleaseStore::live, rank);
            case ":previous" -> history(ref, lane, ReleaseStore::previous, Rank.ROLLBACK);
            default -> Wanted.asked(RefLookup.valid(ref), ref, rank);
        };
    }

    private Wanted history(String ref, Lane lane, BiFunction<Handle, Lane, Optional<Deploy>> find, Rank rank) {
        return db.read(handle -> find.apply(handle, lane))
                .map(deploy -> Wanted.of(deploy, ref, ref, rank))
                .orElseThrow(() -> new Invalid(
                        "invalid_ref",
                        ref.equals(":current")
                                ? "nothing is live in %s; name a branch, a tag or a sha".formatted(lane.environment())
                                : "nothing was live in %s before; name a branch, a tag or a sha"
                                        .formatted(lane.environment())));
    }

    private Wanted promoted(DeployRequest request, App app, String environment, Lane lane) {
        request.caller().require(Right.READ, app.place(environment));
        if (environment.equals(lane.environment())) {
            throw Invalid.fields(Map.of("to", "is the environment to deploy to; name another one"));
        }
        var live = db.read(handle -> ReleaseStore.live(handle, new Lane(app.id(), environment)))
                .orElseThrow(() -> new Invalid(
                        "invalid_ref",
                        "nothing is live in %s of %s to promote; deploy there first"
                                .formatted(environment, app.name())));
        return Wanted.of(live, live.lastingRef(), live.question(), Rank.MANUAL);
    }

    /** A running deploy may change what is live, so the request must say what to do with it. */
    private static Wanted back(Handle handle, Target.Back wish, App app, Lane lane) {
        var running = DeployStore.running(handle, lane).orElse(null);
        if (running != null && !wish.cancels()) {
            throw new Conflict(
                    "conflict",
                    "%s is running%s; wait for its end, or cancel it as part of the rollback (\"cancel\": true)"
                            .formatted(running.name(), running.isDeploy() ? " and may change what is live" : ""));
        }
        var from = running == null || !running.isDeploy()
                ? ReleaseStore.live(handle, lane).orElse(null)
                : running;
        if (from == null) {
            throw new Invalid(
                    "invalid_ref",
                    "nothing is live in %s of %s to roll back from".formatted(lane.environment(), app.name()));
        }
        var found = Versions.to(handle, lane, wish.to(), from);
        if (found.isEmpty()) { // never live there: a commit of the repository
            var sha = String.valueOf(wish.to());
            return new Wanted(
                    sha, Ref.sha(sha).question(), null, Rank.ROLLBACK, null, Map.of(), List.of(), null, from, running);
        }
        return back(found.get(), wish, from, running);
    }

    private static Wanted back(Deploy to, Target.Back wish, Deploy from, @Nullable Deploy running) {
        var isLive = running == null || !running.isDeploy();
        if (isLive && Objects.equals(to.sha(), from.sha())) {
            throw new Invalid("invalid_ref", "%s is already live in %s".formatted(wish.to(), from.environment()));
        }
        return new Wanted(
                to.lastingRef(),
                to.question(),
                to.sha(),
                Rank.ROLLBACK,
                wish.withConfigOfNow() ? null : Integer.valueOf(to.appVersion()),
                to.params(),
                List.of(),
                to,
                from,
                running);
    }
}
