package dev.waybill.origins;

import dev.waybill.errors.Unavailable;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.Origin;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.vcs.Sha;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks code hosts about commits and records the answers, with one request at a time for each repository, however many people look.
 * Thread-safe.
 */
final class Inquiries {
    private static final Logger LOG = LoggerFactory.getLogger(Inquiries.class);
    private static final int MOST = 50;

    /** After a failure: a code host may need too long for many. */
    private static final int FEW = 10;

    private static final Origin NOTHING = new Origin(null, List.of());

    private final Db db;
    private final Time time;
    private final Executor threads;
    private final Troubles troubles;

    /** By repository. Guarded by this. */
    private final Map<String, Round> rounds = new HashMap<>();

    Inquiries(Db db, Time time, Executor threads) {
        this.db = db;
        this.time = time;
        this.threads = threads;
        this.troubles = new Troubles(time);
    }

    /** Why the last answer did not come; empty if it came. */
    Optional<ForgeFailure> failure(Question question) {
        return troubles.last(question);
    }

    /**
     * Begins to ask, unless the code host has just failed. The result ends when there is nothing left to wait for.
     *
     * @param since as of {@link KnownOrigin#isDue}
     */
    synchronized CompletableFuture<Void> ask(Question question, Collection<Sha> commits, Instant since) {
        if (troubles.isFresh(question)) {
            return CompletableFuture.completedFuture(null);
        }
        var repository = question.repository();
        var present = rounds.get(repository);
        var round = present == null ? new Round() : present;
        round.add(question, commits, since);
        if (present == null) {
            begin(repository, round);
        }
        return round.end;
    }

    private void begin(String repository, Round round) {
        rounds.put(repository, round);
        try {
            threads.execute(() -> run(repository, round));
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is asked after the next start", repository, e);
            end(repository, round);
        }
    }

    private void run(String repository, Round round) {
        try {
            while (!isDone(repository, round)) {
                ask(round, round.next(question -> failure(question).isEmpty() ? MOST : FEW));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
        } finally {
            end(repository, round);
        }
    }

    private void ask(Round round, Round.Batch batch) throws InterruptedException {
        var question = batch.question();
        try {
            answer(batch);
            round.remove(batch);
            troubles.end(question);
        } catch (ForgeFailure e) {
            giveUp(round, question, e);
        } catch (Unavailable e) {
            LOG.warn("what {} knows about commits could not be recorded: {}", question.forge(), e.getMessage());
            round.remove(question);
        } catch (RuntimeException e) {
            LOG.error("what {} knows about commits could not be read or recorded", question.forge(), e);
            giveUp(round, question, new ForgeFailure(Kind.INVALID, "its answer could not be read"));
        }
    }

    private void giveUp(Round round, Question question, ForgeFailure why) {
        troubles.put(question, why);
        round.remove(question);
    }

    /** Nothing is added to a round that is done. */
    private synchronized boolean isDone(String repository, Round round) {
        return round.isEmpty() && rounds.remove(repository, round);
    }

    private synchronized void end(String repository, Round round) {
        rounds.remove(repository, round);
        round.end.complete(null);
    }

    /** Commits that the code host does not know are recorded, too: they have no origin yet. */
    private void answer(Round.Batch batch) throws ForgeFailure, InterruptedException {
        var question = batch.question();
        var open = open(batch);
        if (open.isEmpty()) {
            return;
        }
        var found = question.forge().origins(open);
        db.writeLazily(tx -> {
            open.forEach(
                    commit -> OriginStore.put(tx, question, commit, found.getOrDefault(commit, NOTHING), time.now()));
            return found.size();
        });
    }

    /** Whoever asked may have looked just before the answer of an earlier round was recorded. */
    private List<Sha> open(Round.Batch batch) {
        var rows = db.read(handle -> OriginStore.find(handle, batch.question(), batch.commits()));
        var now = time.now();
        return batch.commits().stream()
                .filter(commit -> KnownOrigin.isDue(rows.get(commit), batch.since(), now))
                .toList();
    }
}
