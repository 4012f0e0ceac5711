package dev.waybill.origins;

import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.forge.AppForge;
import dev.waybill.forge.Forge;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.Forges;
import dev.waybill.forge.Origin;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Kept;
import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;

/**
 * Where commits come from, as the code hosts of apps know it. Each commit is asked about once, and its answer kept for ever; one
 * without a merged pull request is asked about again while it is young. Thread-safe; the owner closes it.
 */
public final class Origins implements AutoCloseable {
    /** As many commits can be looked up at once. */
    public static final int MOST = 1_000;

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int KEPT = 2_000;

    private final Db db;
    private final Time time;
    private final Forges forges;
    private final ExecutorService threads;
    private final Inquiries inquiries;
    private final Kept<Configured, Links> links = new Kept<>(KEPT, _ -> 1);

    /** @param threads runs each task on a thread of its own; closed with this */
    public Origins(Db db, Time time, Forges forges, ExecutorService threads) {
        this.db = db;
        this.time = time;
        this.forges = forges;
        this.threads = threads;
        this.inquiries = new Inquiries(db, time, threads);
    }

    private record Configured(AppId app, int version) {}

    /**
     * What is known about some commits, for people who wait. Asks about the others, and never fails because of the code host.
     *
     * @param commits at most {@link #MOST}
     * @param patience how long to wait for answers; those that come later are there when somebody looks again
     */
    public Known known(App app, List<Sha> commits, Duration patience) throws InterruptedException {
        try {
            var question = question(app);
            return question.isEmpty() || commits.isEmpty()
                    ? Known.NOTHING
                    : known(question.get(), look(question.get(), commits, Instant.MIN, patience));
        } catch (IOException e) {
            return new Known(Map.of(), "pull requests are not known: " + e.getMessage());
        }
    }

    private Known known(Question question, Looked looked) {
        var host = question.forge().host();
        var why = inquiries
                .failure(question)
                .map(it -> String.valueOf(it.getMessage()))
                .orElseGet(() -> host + " has not answered");
        return new Known(looked.origins(), looked.isComplete() ? null : "pull requests are not known yet: " + why);
    }

    /**
     * All about some commits, for threads that nobody waits for: blocks for up to half a minute. Empty for an app without a code
     * host; commits that the code host does not know have no origin.
     *
     * @param commits at most {@link #MOST}
     * @param since commits without a merged pull request are asked about again if they were not since then; not in the future
     * @throws ForgeFailure if the code host did not say all of it
     * @throws IOException with a sentence that says what to configure
     */
    public Map<Sha, Origin> of(App app, List<Sha> commits, Instant since)
            throws ForgeFailure, IOException, InterruptedException {
        var question = question(app);
        if (question.isEmpty() || commits.isEmpty()) {
            return Map.of();
        }
        var looked = look(question.get(), commits, since, LONG);
        if (looked.open().isEmpty()) {
            return looked.origins();
        }
        throw inquiries
                .failure(question.get())
                .orElseGet(() -> new ForgeFailure(
                        Kind.UNREACHABLE, question.get().forge().host() + " has not answered"));
    }

    /** The links of an app. */
    public Links links(App app) {
        return links(app.id(), app.name(), app.version());
    }

    /** @param version the newest one of the app's configuration */
    public Links links(AppId app, String name, int version) {
        return links.get(new Configured(app, version), () -> links(name));
    }

    private Links links(String app) {
        try {
            return forges.of(app, Map.of())
                    .map(found -> new Links(found.forge()))
                    .orElse(Links.NONE);
        } catch (IOException e) {
            return Links.NONE; // whoever needs more than links says why
        }
    }

    private Optional<Question> question(App app) throws IOException {
        Optional<Forge> forge = forges.isConfigured(app.config())
                ? forges.of(app.name(), Map.of()).map(AppForge::forge)
                : Optional.empty();
        return forge.map(found -> new Question(app.id(), found));
    }

    /**
     * What the database holds about some commits.
     *
     * @param open those to ask about
     */
    private record Looked(Map<Sha, Origin> origins, Set<Sha> open) {
        boolean isComplete() {
            return origins.keySet().containsAll(open);
        }
    }

    private Looked look(Question question, List<Sha> commits, Instant since, Duration patience)
            throws InterruptedException {
        var before = read(question, commits, since);
        if (before.open().isEmpty()) {
            return before;
        }
        try {
            time.await(inquiries.ask(question, before.open(), since), patience);
        } catch (TimeoutException e) {
            return read(question, commits, since);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return read(question, commits, since);
    }

    private Looked read(Question question, List<Sha> commits, Instant since) {
        if (commits.size() > MOST) {
            throw new IllegalArgumentException("at most %d commits at once".formatted(MOST));
        }
        var rows = db.read(handle -> OriginStore.find(handle, question, commits));
        var now = time.now();
        var origins = new HashMap<Sha, Origin>();
        rows.forEach((commit, row) -> origins.put(commit, row.origin()));
        var open = new LinkedHashSet<Sha>();
        commits.stream()
                .filter(commit -> KnownOrigin.isDue(rows.get(commit), since, now))
                .forEach(open::add);
        return new Looked(origins, open);
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
