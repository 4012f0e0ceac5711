package dev.waybill.requests;

import dev.waybill.ancestry.Kin;
import dev.waybill.ancestry.Kinships;
import dev.waybill.apps.App;
import dev.waybill.checks.CheckLooks;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Rank;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.Unavailable;
import dev.waybill.lanes.Resolver;
import dev.waybill.repositories.RefLookup;
import dev.waybill.spi.Time;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.Unresolvable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Asks repositories about requests, and waits a few seconds for the answers. */
public final class Questions {
    /** How long a request waits for the repository before it is recorded without a commit. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String SILENT = "the repository does not respond";

    private final RefLookup refs;
    private final Kinships kinships;
    private final Resolver resolver;
    private final CheckLooks checks;
    private final Time time;

    public Questions(RefLookup refs, Kinships kinships, Resolver resolver, CheckLooks checks, Time time) {
        this.refs = refs;
        this.kinships = kinships;
        this.resolver = resolver;
        this.checks = checks;
        this.time = time;
    }

    CompletableFuture<Optional<Sha>> ask(App app, Wanted wanted) {
        if (wanted.sha() != null) {
            return CompletableFuture.completedFuture(Optional.of(wanted.sha()));
        }
        return refs.ask(app.config(), app.id(), wanted.question());
    }

    /** @throws Invalid if the ref does not exist or is ambiguous */
    Known await(Asking asking, Wanted wanted, CompletableFuture<Optional<Sha>> answer) throws InterruptedException {
        var start = time.sinceBoot();
        try {
            var sha = time.await(answer, PATIENCE).orElseThrow(() -> RefLookup.noSuchRef(wanted.question()));
            look(asking, wanted, sha, PATIENCE.minus(time.sinceBoot().minus(start)));
            return new Known(sha, null, kin(asking, sha));
        } catch (TimeoutException e) {
            return new Known(null, new Deploy.Pending(null, null), Kin.NONE);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Unresolvable) {
                throw RefLookup.invalid(RefLookup.complaint(e));
            }
            return new Known(null, new Deploy.Pending(RefLookup.complaint(e), null), Kin.NONE);
        }
    }

    /**
     * The commit of what happened elsewhere. A full sha is believed, even if the repository does not have it or does not respond;
     * then the state of the lookup says why it could not be verified.
     *
     * @throws Invalid if the sha is abbreviated and the repository has no such commit, or several
     * @throws Unavailable if the sha is abbreviated and the repository does not respond
     */
    Known past(Asking asking, Target.Happened happened, Wanted wanted) throws InterruptedException {
        var question = wanted.question();
        try {
            var sha = time.await(ask(asking.app(), wanted), PATIENCE);
            return sha.isPresent()
                    ? new Known(sha.get(), null, kin(asking, sha.get()))
                    : believed(happened, Ref.asked(question).absence())
                            .orElseThrow(() -> RefLookup.noSuchRef(question));
        } catch (TimeoutException e) {
            return believed(happened, SILENT).orElseThrow(() -> incomplete(happened, SILENT));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Unresolvable) {
                throw RefLookup.invalid(RefLookup.complaint(e));
            }
            var why = RefLookup.complaint(e);
            return believed(happened, why).orElseThrow(() -> incomplete(happened, why));
        }
    }

    private static Optional<Known> believed(Target.Happened happened, String why) {
        return happened.whole().map(sha -> new Known(sha, new Deploy.Pending(why, null), Kin.NONE));
    }

    private static Unavailable incomplete(Target.Happened happened, String why) {
        return new Unavailable(
                "vcs_unreachable",
                "the repository cannot be asked which commit %s is (%s); nothing was recorded; give all 40 digits of the sha, or try again"
                        .formatted(happened.sha(), why));
    }

    /** The checks of the commit, unless the request skips them. */
    private void look(Asking asking, Wanted wanted, Sha sha, Duration patience) throws InterruptedException {
        var app = asking.app();
        if (app.config().hasChecks()) {
            var isSkipping =
                    asking.request().force() || wanted.rank() == Rank.ROLLBACK && checks.wasLive(asking.lane(), sha);
            var isByPerson = asking.request().door() != Door.AUTOMATION;
            var ref = refs.displayed(app.config().repositoryUrl(), wanted.ref());
            checks.look(app, asking.lane(), sha, ref, isSkipping, isByPerson, patience);
        }
    }

    /** Continues the lookup for a deploy that was recorded without a commit. Does not block. */
    void goOn(Deploy deploy, CompletableFuture<Optional<Sha>> answer) {
        resolver.follow(deploy, answer);
    }

    /** From the local mirror only; the repository is asked when it is the deploy's turn. */
    private Kin kin(Asking asking, Sha sha) throws InterruptedException {
        try {
            return kinships.look(asking.app().config().repositoryUrl(), asking.lane(), sha);
        } catch (IOException e) {
            return Kin.NONE;
        }
    }
}
