package dev.waybill.commands;

import dev.waybill.errors.Excerpt;
import dev.waybill.spi.Result;
import org.jspecify.annotations.Nullable;

/** A result as a line of text, for the database: the word of its kind, a space and its message. */
final class ResultText {
    private ResultText() {}

    static String of(Result result) {
        return switch (result) {
            case Result.Succeeded _ -> "succeeded";
            case Result.Cancelled _ -> "cancelled";
            case Result.Failed failed -> "failed " + Excerpt.of(failed.message());
            case Result.TimedOut timedOut -> "timed_out " + Excerpt.of(timedOut.message());
            case Result.Interrupted interrupted -> "interrupted " + Excerpt.of(interrupted.message());
        };
    }

    static @Nullable Result parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var words = text.split(" ", 2);
        var message = words.length == 2 ? words[1] : "";
        return switch (words[0]) {
            case "succeeded" -> new Result.Succeeded();
            case "cancelled" -> new Result.Cancelled();
            case "failed" -> new Result.Failed(message);
            case "timed_out" -> new Result.TimedOut(message);
            case "interrupted" -> new Result.Interrupted(message);
            default -> throw new IllegalStateException("not a result: " + text);
        };
    }
}
