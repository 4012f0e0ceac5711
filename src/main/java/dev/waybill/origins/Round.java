package dev.waybill.origins;

import dev.waybill.vcs.Sha;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;

/** The commits of one repository that wait for an answer. Those that are asked about stay in it, so that nobody asks twice. */
final class Round {
    private static final int MOST = 2_000;

    private final Set<Wanted> wanted = new LinkedHashSet<>();

    /** Ends when each is answered, or its code host has failed. */
    final CompletableFuture<Void> end = new CompletableFuture<>();

    private record Wanted(Question question, Sha commit) {}

    /** What does not fit is asked when somebody looks again. */
    synchronized void add(Question question, Collection<Sha> commits) {
        commits.stream()
                .limit(Math.max(0, MOST - wanted.size()))
                .forEach(commit -> wanted.add(new Wanted(question, commit)));
    }

    synchronized boolean isEmpty() {
        return wanted.isEmpty();
    }

    /** What goes into one request. */
    record Batch(Question question, List<Sha> commits) {}

    /**
     * The first ones of one app. Only for a round that is not empty.
     *
     * @param most how many at once
     */
    synchronized Batch next(ToIntFunction<Question> most) {
        var question = wanted.iterator().next().question();
        return new Batch(
                question,
                wanted.stream()
                        .filter(it -> it.question().equals(question))
                        .map(Wanted::commit)
                        .limit(most.applyAsInt(question))
                        .toList());
    }

    /** Gives up what one app wants. */
    synchronized void remove(Question question) {
        wanted.removeIf(it -> it.question().equals(question));
    }

    synchronized void remove(Batch answered) {
        answered.commits().forEach(commit -> wanted.remove(new Wanted(answered.question(), commit)));
    }
}
