package dev.waybill.sightings;

import dev.waybill.sightings.Looks.Answer;
import dev.waybill.spi.Time;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Asks providers, in threads of their own: one that hangs is interrupted, and asked no more while it ignores that. Thread-safe. */
final class Questions {
    /** Longer than a provider may take. */
    private static final Duration LONGEST = Duration.ofSeconds(40);

    private final Time time;
    /** How many threads of each provider go on although nobody waits for them any more. */
    private final Map<String, Integer> stuck = new ConcurrentHashMap<>();

    Questions(Time time) {
        this.time = time;
    }

    interface Question {
        Answer ask() throws InterruptedException;
    }

    /** How many questions a provider has not given up, although it was interrupted. */
    int stuck(String provider) {
        return stuck.getOrDefault(provider, 0);
    }

    Answer ask(String provider, Question question) throws InterruptedException {
        var answer = new CompletableFuture<Answer>();
        var thread = Thread.ofVirtual().name("look by " + provider).start(() -> answer(question, answer));
        try {
            return time.await(answer, LONGEST);
        } catch (TimeoutException e) {
            giveUp(provider, answer);
            return new Answer("the provider did not answer within %d s".formatted(LONGEST.toSeconds()), null);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            thread.interrupt();
        }
    }

    private static void answer(Question question, CompletableFuture<Answer> answer) {
        try {
            answer.complete(question.ask());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(false);
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }

    private void giveUp(String provider, CompletableFuture<Answer> answer) {
        stuck.merge(provider, 1, Integer::sum);
        answer.whenComplete((_, _) -> stuck.merge(provider, -1, Integer::sum));
    }
}
