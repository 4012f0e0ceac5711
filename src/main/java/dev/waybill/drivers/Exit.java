package dev.waybill.drivers;

import dev.waybill.spi.Result;

/**
 * How an external command has ended.
 *
 * @param code its exit code, from 0 to 255; 128 and a number for a signal
 * @param end the length of its output
 * @param stopped whether all of its processes were stopped because of a cancel
 */
public record Exit(int code, long end, boolean stopped) {
    private static final int NOT_FOUND = 127;
    private static final int SIGNAL = 128;
    private static final int MOST_SIGNALS = 64;

    Result result() {
        if (code == 0) {
            return new Result.Succeeded();
        }
        if (code == NOT_FOUND) {
            return new Result.Failed(
                    "the command ended with exit code 127: not found; is it installed, and in the PATH?");
        }
        return new Result.Failed(
                code > SIGNAL && code <= SIGNAL + MOST_SIGNALS
                        ? "the command was killed by signal %d (exit code %d)".formatted(code - SIGNAL, code)
                        : "the command ended with exit code " + code);
    }
}
