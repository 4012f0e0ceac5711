package dev.waybill.lookups;

import dev.waybill.errors.ServiceException;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

/** Asks what may take long, for pages that show what is known within a moment. Thread-safe. */
public final class Glance {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final ExecutorService threads;
    private final Time time;

    /** @param threads runs each task on a thread of its own */
    public Glance(ExecutorService threads, Time time) {
        this.threads = threads;
        this.time = time;
    }

    private record Asked<T>(CompletableFuture<T> answer, Future<?> task) {}

    /** Empty if the answer takes longer than a moment, or is a failure. */
    public <T> Optional<T> at(Callable<T> question) throws InterruptedException {
        return all(List.of(question)).getFirst();
    }

    /** The same of several questions, which are asked at the same time and share the moment. */
    public <T> List<Optional<T>> all(List<Callable<T>> questions) throws InterruptedException {
        var end = time.sinceBoot().plus(MOMENT);
        var asked = questions.stream().map(this::ask).toList();
        try {
            var answers = new ArrayList<Optional<T>>();
            for (var each : asked) {
                answers.add(await(each.answer(), end.minus(time.sinceBoot())));
            }
            return answers;
        } finally {
            asked.forEach(each -> each.task().cancel(true));
        }
    }

    private <T> Asked<T> ask(Callable<T> question) {
        var answer = new CompletableFuture<T>();
        var task = threads.submit(() -> {
            try {
                answer.complete(question.call());
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        return new Asked<>(answer, task);
    }

    private <T> Optional<T> await(CompletableFuture<T> answer, Duration left) throws InterruptedException {
        try {
            return Optional.ofNullable(time.await(answer, left));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case ServiceException _, IOException _, InterruptedException _ -> Optional.empty();
                case RuntimeException mistake -> throw mistake;
                case null, default -> throw new IllegalStateException(e);
            };
        }
    }
}
