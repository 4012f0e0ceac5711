package dev.waybill.lookups;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.Unavailable;
import dev.waybill.lookups.Comparison.Side;
import dev.waybill.repositories.RefLookup;
import dev.waybill.repositories.Remotes;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.Unresolvable;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares a ref with the live version, or any two commits. */
public final class Comparisons {
    /** How long a comparison waits for the repository. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Pattern OF_ENVIRONMENT = Pattern.compile(":([^#]+)(?:#([0-9]{1,9}))?");

    private final Db db;
    private final Sources sources;
    private final Remotes remotes;
    private final RefLookup refs;
    private final ExecutorService threads;
    private final Time time;

    public Comparisons(Db db, Sources sources, Remotes remotes, RefLookup refs, ExecutorService threads, Time time) {
        this.db = db;
        this.sources = sources;
        this.remotes = remotes;
        this.refs = refs;
        this.threads = threads;
        this.time = time;
    }

    /** @param ref null for the environment's default */
    public Comparison withLive(App app, Lane lane, @Nullable String ref, int limit) throws InterruptedException {
        var wanted = RefLookup.valid(ref == null ? RefLookup.defaultRef(app, lane.environment()) : ref);
        var live = db.read(handle -> ReleaseStore.live(handle, lane))
                .map(deploy -> side(deploy.ref(), deploy))
                .orElse(null);
        return patiently(() -> {
            var remote = remotes.of(app.config(), app.id());
            return compare(app, remote, live, resolved(remote, wanted), limit);
        });
    }

    /**
     * @param from a ref, or {@code :staging} for what is live there, or {@code :staging#42} for the commit of that deploy
     * @param to the same
     */
    public Comparison between(App app, Caller caller, String from, String to, int limit) throws InterruptedException {
        var knownFrom = known(app, caller, from);
        var knownTo = known(app, caller, to);
        return patiently(() -> {
            var remote = remotes.of(app.config(), app.id());
            return compare(
                    app,
                    remote,
                    knownFrom == null ? resolved(remote, from) : knownFrom,
                    knownTo == null ? resolved(remote, to) : knownTo,
                    limit);
        });
    }

    /** A side that is known without asking the repository; null if it is not. */
    private @Nullable Side known(App app, Caller caller, String text) {
        var name = OF_ENVIRONMENT.matcher(text);
        if (!name.matches()) {
            RefLookup.valid(text);
            return null;
        }
        var environment = name.group(1);
        app.config().objectionToEnvironment(app.name(), environment).ifPresent(why -> {
            throw new Invalid("invalid_environment", why);
        });
        caller.require(Right.READ, app.place(environment));
        var number = name.group(2);
        var found = number == null
                ? db.read(handle -> ReleaseStore.live(handle, new Lane(app.id(), environment)))
                : new DeployStore(db).find(app.name(), environment, Integer.parseInt(number));
        return found.filter(deploy -> deploy.sha() != null)
                .map(deploy -> side(text, deploy))
                .orElseThrow(() -> new Invalid(
                        "invalid_ref",
                        number == null
                                ? "nothing is live in %s of %s yet".formatted(environment, app.name())
                                : "%s of %s has no deploy #%s with a commit"
                                        .formatted(environment, app.name(), number)));
    }

    private static Side side(String ref, Deploy deploy) {
        var sha = deploy.sha();
        if (sha == null) {
            throw new IllegalStateException(deploy.name() + " has no commit");
        }
        return new Side(ref, sha, deploy);
    }

    private Side resolved(Remote remote, String ref) throws IOException, InterruptedException, ExecutionException {
        return sources.resolve(remote, new Ref(ref))
                .get()
                .map(sha -> new Side(refs.displayed(remote.url(), ref), sha, null))
                .orElseThrow(() -> RefLookup.noSuchRef(ref));
    }

    private Comparison compare(App app, Remote remote, @Nullable Side from, Side to, int limit)
            throws IOException, InterruptedException {
        var config = app.config().changes();
        var query = new ChangeQuery(config.paths(), config.mark(), config.labels(), limit);
        Sha base = from == null ? null : from.sha();
        return new Comparison(from, to, sources.changes(remote, base, to.sha(), query));
    }

    private Comparison patiently(Callable<Comparison> task) throws InterruptedException {
        var bell = new Semaphore(0);
        var answer = threads.submit(() -> {
            try {
                return task.call();
            } finally {
                bell.release();
            }
        });
        try {
            if (!time.await(bell, PATIENCE)) {
                throw unreachable("it did not respond within %d s".formatted(PATIENCE.toSeconds()));
            }
            return answer.get();
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            answer.cancel(true);
        }
    }

    private static RuntimeException failure(ExecutionException failure) {
        return switch (failure.getCause()) {
            case ExecutionException ofRepository
            when ofRepository.getCause() instanceof Unresolvable ->
                RefLookup.invalid(RefLookup.complaint(ofRepository));
            case ExecutionException ofRepository -> unreachable(RefLookup.complaint(ofRepository));
            case Unresolvable sentence -> RefLookup.invalid(String.valueOf(sentence.getMessage()));
            case IOException _ -> unreachable(RefLookup.complaint(failure));
            case RuntimeException own -> own;
            case null, default -> new IllegalStateException(failure);
        };
    }

    private static Unavailable unreachable(String complaint) {
        return new Unavailable(
                "vcs_unreachable", "The repository cannot be reached: %s; try again".formatted(complaint));
    }
}
