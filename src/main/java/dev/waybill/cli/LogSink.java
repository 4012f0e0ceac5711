package dev.waybill.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where a log is written to: byte by byte as it is, but to a terminal as {@link TerminalText} has it. */
final class LogSink {
    private final OutputStream out;
    private final @Nullable TerminalText terminal;
    private boolean isAtLineStart = true;

    LogSink(OutputStream out, boolean isTerminal) {
        this.out = out;
        this.terminal = isTerminal ? new TerminalText() : null;
    }

    void write(byte[] bytes, int length) throws CallFailed {
        var shown = terminal == null ? null : terminal.next(bytes, length).getBytes(StandardCharsets.UTF_8);
        if (shown == null) {
            put(bytes, length);
        } else {
            put(shown, shown.length);
        }
        isAtLineStart = length == 0 ? isAtLineStart : bytes[length - 1] == '\n';
    }

    /** Whether something else may be written to the same terminal without mixing with a line. */
    boolean isAtLineStart() {
        return terminal == null || isAtLineStart;
    }

    void end() throws CallFailed {
        if (terminal != null) {
            var end = (terminal.end() + (isAtLineStart ? "" : "\n")).getBytes(StandardCharsets.UTF_8);
            put(end, end.length);
        }
    }

    private void put(byte[] bytes, int length) throws CallFailed {
        try {
            out.write(bytes, 0, length);
            out.flush();
        } catch (IOException e) {
            throw new CallFailed(CallFailed.FAILED, "stdout takes no more (%s)".formatted(e.getMessage()));
        }
    }
}
