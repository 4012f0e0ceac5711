package dev.waybill.cli.logs;

import dev.waybill.cli.Stdout;
import dev.waybill.cli.terminal.Terminal;
import dev.waybill.cli.terminal.TerminalText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes a log: byte for byte, but to a terminal as {@link TerminalText}. */
public final class LogSink {
    private final Stdout out;
    private final @Nullable TerminalText terminal;
    private boolean isAtLineStart = true;

    public LogSink(Stdout out, boolean isTerminal) {
        this.out = out;
        this.terminal = isTerminal ? new TerminalText(Terminal.hasColours()) : null;
    }

    public void write(byte[] bytes, int length) {
        var shown = terminal == null ? null : terminal.next(bytes, length).getBytes(StandardCharsets.UTF_8);
        if (shown == null) {
            put(bytes, length);
        } else {
            put(shown, shown.length);
        }
        isAtLineStart = length == 0 ? isAtLineStart : bytes[length - 1] == '\n';
    }

    /** Whether other output to the same terminal would start on a line of its own. */
    public boolean isAtLineStart() {
        return terminal == null || isAtLineStart;
    }

    void end() {
        if (terminal != null) {
            var end = (terminal.end() + (isAtLineStart ? "" : "\n")).getBytes(StandardCharsets.UTF_8);
            put(end, end.length);
        }
    }

    private void put(byte[] bytes, int length) {
        out.write(bytes, 0, length);
    }
}
