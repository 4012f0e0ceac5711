package dev.waybill.commands;

import dev.waybill.runs.RunEnd;
import dev.waybill.spi.Result;

/** Maps the end of a run to the result of its step. */
final class RunResults {
    private RunResults() {}

    static Result of(RunEnd end) {
        return switch (end) {
            case RunEnd.Exited(var code) when code == 0 -> new Result.Succeeded();
            case RunEnd.Exited(var code)
            when code == 127 ->
                new Result.Failed(
                        "the command ended with exit code 127: not found; is it installed, and in the PATH of the server?");
            case RunEnd.Exited(var code)
            when code > 128 && code < 128 + 65 ->
                new Result.Failed("the command was killed by signal %d (exit code %d)".formatted(code - 128, code));
            case RunEnd.Exited(var code) -> new Result.Failed("the command ended with exit code " + code);
            case RunEnd.Stopped _ -> new Result.Cancelled();
            case RunEnd.TimedOut(var message) -> new Result.TimedOut(message);
            case RunEnd.NotStarted(var message) -> new Result.Failed(message);
            case RunEnd.Lost(var message) -> new Result.Interrupted(message);
        };
    }
}
