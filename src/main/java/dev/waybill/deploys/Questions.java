package dev.waybill.deploys;

import dev.waybill.apps.App;
import dev.waybill.errors.Invalid;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.Unresolvable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks repositories what requests mean, with a moment's patience. */
final class Questions {
    /** How long a request waits for a slow repository before it is answered without a commit. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Parts parts;
    private final Kinships kinships;

    Questions(Parts parts, Kinships kinships) {
        this.parts = parts;
        this.kinships = kinships;
    }

    CompletableFuture<Optional<Sha>> ask(App app, Wanted wanted) {
        if (wanted.sha() != null) {
            return CompletableFuture.completedFuture(Optional.of(wanted.sha()));
        }
        try {
            return parts.sources().resolve(Remotes.of(app.config(), app.id(), parts), Ref.asked(wanted.question()));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** @throws Invalid if the repository has no such ref, or it means more than one commit */
    Known await(Asking asking, Wanted wanted, CompletableFuture<Optional<Sha>> answer) throws InterruptedException {
        try {
            var sha = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .orElseThrow(() -> noSuchRef(wanted.question()));
            return new Known(sha, null, kin(asking, sha));
        } catch (TimeoutException e) {
            return new Known(null, new Deploy.Pending(null, null), Kin.NONE);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Unresolvable) {
                throw invalid(Resolver.complaint(e));
            }
            return new Known(null, new Deploy.Pending(Resolver.complaint(e), null), Kin.NONE);
        }
    }

    /** Where that cannot be told without asking again, it is asked when the deploy would start. */
    private Kin kin(Asking asking, Sha sha) throws InterruptedException {
        try {
            return kinships.look(asking.app().config().repositoryUrl(), asking.lane(), sha);
        } catch (IOException e) {
            return Kin.NONE;
        }
    }

    /** @param question what the repository has not */
    static Invalid noSuchRef(String question) {
        return invalid(Ref.asked(question).absence());
    }

    /** @param why as the repository says it, after which it is no use to ask again */
    static Invalid invalid(String why) {
        return new Invalid("invalid_ref", "Invalid ref: " + why);
    }
}
