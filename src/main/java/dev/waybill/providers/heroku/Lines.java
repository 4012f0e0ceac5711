package dev.waybill.providers.heroku;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Cuts a stream of bytes into whole lines. Null characters do not count: Heroku sends them while there is no output. For one
 * thread.
 */
final class Lines {
    private static final int LONGEST = 64 << 10;

    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private long skipped;
    private long read;

    /** @param read how many bytes were read before, which come again */
    Lines(long read) {
        this.skipped = read;
        this.read = read;
    }

    void add(byte[] bytes, int count) {
        for (var i = 0; i < count; i++) {
            if (bytes[i] != 0 && skipped > 0) {
                skipped--;
            } else if (bytes[i] != 0) {
                begun.write(bytes[i]);
                if (bytes[i] == '\n' || begun.size() >= LONGEST) {
                    end();
                }
            }
        }
    }

    /** The stream has ended, and with it its last line. */
    void end() {
        if (begun.size() > 0) {
            var line = begun.toByteArray();
            read += line.length;
            whole.writeBytes(line);
            if (line[line.length - 1] != '\n') {
                whole.write('\n');
            }
            begun.reset();
        }
    }

    /** Takes the whole lines. */
    String take() {
        var text = whole.toString(StandardCharsets.UTF_8);
        whole.reset();
        return text;
    }

    /** How many bytes of the stream are in whole lines. */
    long read() {
        return read;
    }
}
