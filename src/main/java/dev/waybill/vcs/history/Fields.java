package dev.waybill.vcs.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what git separates by NUL, the one byte that neither names nor messages can have. Bytes that are no UTF-8 become U+FFFD. */
final class Fields {
    /** What a longer field has more is left out: nobody reads on, and a message can have any size. */
    private static final int LONGEST = 64 * 1024;

    private final InputStream answer;

    /** @param answer best a buffered one; stays open */
    Fields(InputStream answer) {
        this.answer = answer;
    }

    /** The next field; null when all are read. */
    @Nullable
    String next() throws IOException {
        var field = new ByteArrayOutputStream();
        var each = answer.read();
        if (each < 0) {
            return null;
        }
        for (; each > 0; each = answer.read()) {
            if (field.size() < LONGEST) {
                field.write(each);
            }
        }
        return field.toString(StandardCharsets.UTF_8);
    }

    /** The next field of a record that has begun. */
    String rest() throws IOException {
        var field = next();
        if (field == null) {
            throw new IOException("git ended in the middle of its answer");
        }
        return field;
    }

    /** All that follows; nothing if nothing does. */
    String all() throws IOException {
        var field = next();
        return field == null ? "" : field;
    }
}
