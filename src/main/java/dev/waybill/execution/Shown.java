package dev.waybill.execution;

import dev.waybill.commands.ReportJournal.Begun;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Report;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the provider of a deploy has shown of it, as far as it is not stored yet: the steps that have begun, and the latest progress.
 * To store it twice makes no difference. Thread-safe.
 */
final class Shown {
    /** How often progress is stored at most. */
    static final Duration PACE = Duration.ofMillis(200);

    private final Deploy deploy;
    private final AtomicReference<News> news = new AtomicReference<>(News.NONE);
    /** Whether a thread waits to store what there will be then. */
    private final AtomicBoolean isAwaited = new AtomicBoolean();

    private volatile List<String> planned = List.of();
    private volatile @Nullable Duration storedAt;

    Shown(Deploy deploy) {
        this.deploy = deploy;
    }

    /** What is not stored yet. */
    record News(List<Begun> begun, @Nullable Integer progress) {
        static final News NONE = new News(List.of(), null);

        Report report() {
            return progress == null ? Report.NONE : Report.ofProgress(progress);
        }

        private News and(Begun step) {
            return new News(Stream.concat(begun.stream(), Stream.of(step)).toList(), progress);
        }
    }

    Deploy deploy() {
        return deploy;
    }

    /** Several steps are shown; a single one is the deploy. */
    void plan(List<String> steps) {
        planned = steps.size() > 1 ? List.copyOf(steps) : List.of();
    }

    /** Whether beginnings of steps are shown. */
    boolean hasSteps() {
        return !planned.isEmpty();
    }

    String headline(String step) {
        return "step %d of %d: %s".formatted(planned.indexOf(step) + 1, planned.size(), step);
    }

    void begin(Begun step) {
        news.updateAndGet(known -> known.and(step));
    }

    void progress(int percent) {
        news.updateAndGet(known -> new News(known.begun(), percent));
    }

    boolean hasNews() {
        return news.get() != News.NONE;
    }

    /** Whether it is time to store even progress. */
    boolean isDue(Duration now) {
        var last = storedAt;
        return last == null || now.minus(last).compareTo(PACE) >= 0;
    }

    /** What a transaction stores that is made anyway: output comes after the beginning of its step. */
    News next(Duration now) {
        var all = news.get();
        return !all.begun().isEmpty() || isDue(now) ? all : News.NONE;
    }

    News all() {
        return news.get();
    }

    /** After the commit. What came meanwhile contains this, too. */
    void stored(News which, Duration now) {
        news.compareAndSet(which, News.NONE);
        storedAt = now;
    }

    /** Whether the caller has to see to it that a thread stores it in a moment. */
    boolean await() {
        return isAwaited.compareAndSet(false, true);
    }

    void awaited() {
        isAwaited.set(false);
    }
}
