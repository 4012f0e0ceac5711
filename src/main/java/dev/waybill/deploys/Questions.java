package dev.waybill.deploys;

import dev.waybill.apps.App;
import dev.waybill.errors.Invalid;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Sha;
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
            return parts.sources().resolve(Remotes.of(app.config(), app.id(), parts), new Ref(wanted.question()));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** @throws Invalid if the repository has no such ref */
    Known await(Asking asking, Wanted wanted, CompletableFuture<Optional<Sha>> answer) throws InterruptedException {
        try {
            var sha = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .orElseThrow(() -> noSuchRef(wanted.question()));
            return new Known(sha, null, kin(asking, sha));
        } catch (TimeoutException e) {
            return new Known(null, new Deploy.Pending(null, null), Kin.NONE);
        } catch (ExecutionException e) {
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

    static Invalid noSuchRef(String ref) {
        return new Invalid(
                "invalid_ref", "Invalid ref: the repository has no branch, tag or commit \"%s\"".formatted(ref));
    }
}
