package dev.waybill.deploys;

import dev.waybill.errors.Excerpt;
import dev.waybill.runs.RunEnd;
import dev.waybill.spi.Result;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a provider's result means for the deploy, and how people are told. */
final class Results {
    private Results() {}

    /** What the end of a command's run means for its step. */
    static Result of(RunEnd end) {
        return switch (end) {
            case RunEnd.Exited(var code) when code == 0 -> new Result.Succeeded();
            case RunEnd.Exited(var code)
            when code == 127 ->
                new Result.Failed(
                        "the command ended with exit code 127: not found; is it installed, and in the PATH of the server?");
            case RunEnd.Exited(var code)
            when code > 128 && code < 128 + 65 ->
                new Result.Failed("the command was ended by signal %d (exit code %d)".formatted(code - 128, code));
            case RunEnd.Exited(var code) -> new Result.Failed("the command ended with exit code " + code);
            case RunEnd.Stopped _ -> new Result.Cancelled();
            case RunEnd.TimedOut(var message) -> new Result.TimedOut(message);
            case RunEnd.NotStarted(var message) -> new Result.Failed(message);
            case RunEnd.Lost(var message) -> new Result.Interrupted(message);
        };
    }

    static Outcome outcome(Result result) {
        return switch (result) {
            case Result.Succeeded _ -> Outcome.SUCCEEDED;
            case Result.Failed _ -> Outcome.FAILED;
            case Result.TimedOut _ -> Outcome.TIMED_OUT;
            case Result.Cancelled _ -> Outcome.CANCELLED;
            case Result.Interrupted _ -> Outcome.INTERRUPTED;
        };
    }

    /** What went wrong, before what was said of the deploy already; null if there is nothing to say. */
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

    /** What is said before the last line of a deploy whose command did not end by itself: no signal goes to other machines. */
    static Optional<String> warning(Outcome outcome) {
        return outcome == Outcome.CANCELLED || outcome == Outcome.TIMED_OUT
                ? Optional.of(
                        "what the command started on other machines may still run there, unless it has a terminal (ssh -tt, fab --pty)")
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
