package dev.waybill.execution;

import dev.waybill.deploys.Outcome;
import dev.waybill.errors.Excerpt;
import dev.waybill.spi.Result;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps a provider's result to the outcome of the deploy and to texts for people. */
final class Results {
    private Results() {}

    static Outcome outcome(Result result) {
        return switch (result) {
            case Result.Succeeded _ -> Outcome.SUCCEEDED;
            case Result.Failed _ -> Outcome.FAILED;
            case Result.TimedOut _ -> Outcome.TIMED_OUT;
            case Result.Cancelled _ -> Outcome.CANCELLED;
            case Result.Interrupted _ -> Outcome.INTERRUPTED;
        };
    }

    /** The reason of a failure, followed by the deploy's earlier message; null if there is neither. */
    static @Nullable String message(Result result, @Nullable String before) {
        var all = Stream.of(why(result), before == null ? "" : before)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? null : Excerpt.of(all);
    }

    static String lastLine(Outcome outcome, Result result, Duration ran) {
        var words = outcome.word().replace('_', ' ') + " after " + inWords(ran);
        var why = outcome == Outcome.CANCELLED ? "" : why(result);
        return why.isEmpty() ? words : Excerpt.of(words + ": " + why);
    }

    /** A warning for a deploy whose command was stopped: signals do not reach other machines. */
    static Optional<String> warning(Outcome outcome) {
        return outcome == Outcome.CANCELLED || outcome == Outcome.TIMED_OUT
                ? Optional.of(
                        "processes that the command started on other machines may still be running, unless they have a terminal (ssh -tt, fab --pty)")
                : Optional.empty();
    }

    private static String why(Result result) {
        return switch (result) {
            case Result.Succeeded _, Result.Cancelled _ -> "";
            case Result.Failed failed -> failed.message();
            case Result.TimedOut timedOut -> timedOut.message();
            case Result.Interrupted interrupted -> interrupted.message();
        };
    }

    private static String inWords(Duration duration) {
        return duration.toMinutes() > 0
                ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
