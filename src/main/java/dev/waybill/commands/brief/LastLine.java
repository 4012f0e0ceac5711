package dev.waybill.commands.brief;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads the output of a command to its end, and keeps what may be its last line. */
final class LastLine {
    private static final int MOST_BYTES = 64 * 1024;

    /** A process that has left the command's group may keep the output open. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final byte[] kept = new byte[MOST_BYTES];
    private final Thread reader;
    private int size;
    private boolean isCut;

    private LastLine(InputStream output) {
        this.reader = Thread.ofVirtual().start(() -> read(output));
    }

    static LastLine of(InputStream output) {
        return new LastLine(output);
    }

    private void read(InputStream output) {
        var buffer = new byte[8192];
        try (output) {
            for (var count = output.read(buffer); count >= 0; count = output.read(buffer)) {
                keep(buffer, count);
            }
        } catch (IOException e) {
            // the process was ended
        }
    }

    private synchronized void keep(byte[] buffer, int count) {
        var excess = Math.max(0, size + count - MOST_BYTES);
        System.arraycopy(kept, excess, kept, 0, size - excess);
        System.arraycopy(buffer, 0, kept, size - excess, count);
        size += count - excess;
        isCut |= excess > 0;
    }

    /** Once the command has ended. Empty if it has printed nothing. */
    String text() throws InterruptedException {
        reader.join(PATIENCE);
        synchronized (this) {
            var lines = new String(kept, 0, size, StandardCharsets.UTF_8).stripTrailing();
            var start = lines.lastIndexOf('\n') + 1;
            return isCut && start == 0
                    ? "(a line of more than %d KB)".formatted(MOST_BYTES >> 10)
                    : lines.substring(start).strip();
        }
    }
}
