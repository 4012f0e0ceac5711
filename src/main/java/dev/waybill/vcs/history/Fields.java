package dev.waybill.vcs.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields separated by NUL, which neither names nor messages can contain. Bytes that are not valid UTF-8 become
 * U+FFFD.
 */
final class Fields {
    /** Longer fields are truncated, because a message can have any size. */
    private static final int LONGEST = 64 * 1024;

    private final InputStream answer;

    /** @param answer should be buffered; is not closed */
    Fields(InputStream answer) {
        this.answer = answer;
    }

    /** The next field; null at the end. */
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

    /** The next field of a record that has started. */
    String rest() throws IOException {
        var field = next();
        if (field == null) {
            throw new IOException("the output of git is incomplete");
        }
        return field;
    }

    /** All remaining fields as text; empty at the end. */
    String all() throws IOException {
        var field = next();
        return field == null ? "" : field;
    }
}
