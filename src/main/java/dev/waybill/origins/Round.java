package dev.waybill.origins;

import dev.waybill.vcs.Sha;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;

/** The commits of one repository that wait for an answer. Those that are asked about stay in it, so that nobody asks twice. */
final class Round {
    private static final int MOST = 2_000;

    /** With the age that an answer may have. */
    private final Map<Wanted, Instant> wanted = new LinkedHashMap<>();

    /** Ends when each is answered, or its code host has failed. */
    final CompletableFuture<Void> end = new CompletableFuture<>();

    private record Wanted(Question question, Sha commit) {}

    /** What does not fit is asked when somebody looks again. @param since as of {@link KnownOrigin#isDue} */
    synchronized void add(Question question, Collection<Sha> commits, Instant since) {
        commits.stream()
                .limit(Math.max(0, MOST - wanted.size()))
                .forEach(commit -> wanted.merge(new Wanted(question, commit), since, Round::later));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    synchronized boolean isEmpty() {
        return wanted.isEmpty();
    }

    /**
     * What goes into one request.
     *
     * @param since an answer that is older is not good enough for one of the commits
     */
    record Batch(Question question, List<Sha> commits, Instant since) {}

    /**
     * The first ones of one app. Only for a round that is not empty.
     *
     * @param most how many at once
     */
    synchronized Batch next(ToIntFunction<Question> most) {
        var question = wanted.keySet().iterator().next().question();
        var some = wanted.keySet().stream()
                .filter(it -> it.question().equals(question))
                .limit(most.applyAsInt(question))
                .toList();
        var since = some.stream().map(wanted::get).reduce(Instant.MIN, Round::later);
        return new Batch(question, some.stream().map(Wanted::commit).toList(), since);
    }

    /** Gives up what one app wants. */
    synchronized void remove(Question question) {
        wanted.keySet().removeIf(it -> it.question().equals(question));
    }

    synchronized void remove(Batch answered) {
        answered.commits().forEach(commit -> wanted.remove(new Wanted(answered.question(), commit)));
    }
}
