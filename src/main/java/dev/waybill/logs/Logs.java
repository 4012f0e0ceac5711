package dev.waybill.logs;

import dev.waybill.apps.config.text.Sizes;
import dev.waybill.errors.Excerpt;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Signals;
import dev.waybill.store.Tx;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The output of deploys. A log consists of bytes; offsets count them from 0. Waybill's own lines are among them, with a separate
 * origin. Thread-safe, if the output of each deploy comes from one thread.
 */
public final class Logs {
    /** The default limit for the output of commands in a log, in bytes. */
    public static final long LARGEST_LOG = 1024L * 1024 * 1024;

    /** The longest page, in bytes. */
    public static final long LARGEST_PAGE = 16L * 1024 * 1024;

    private static final String FULL =
            "the log is full at %s: later output of the command is not stored; the command continues";
    private static final long PART = 1024 * 1024;
    private static final int CHUNKS_AT_ONCE = 8;

    private final Db db;
    private final Time time;
    private final long largest;
    private final LongConsumer stored;
    private final LogLines lines;

    public Logs(Db db, Time time) {
        this(db, time, LARGEST_LOG, _ -> {});
    }

    /**
     * @param largest the limit for the output of commands in a log, in bytes
     * @param stored receives the number of bytes added, once they are committed; must not block or fail
     */
    public Logs(Db db, Time time, long largest, LongConsumer stored) {
        this.db = db;
        this.time = time;
        this.largest = largest;
        this.stored = stored;
        this.lines = new LogLines(db);
    }

    /** The same logs by their lines. */
    public LogLines lines() {
        return lines;
    }

    /** Creates the log of a deploy. */
    public void open(Tx tx, long deploy) {
        LogStore.open(tx, deploy);
    }

    /** Appends output of a command, up to the limit; beyond it, output is dropped and a line says so. */
    public void append(Tx tx, long deploy, String step, byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        var start = LogStore.grow(tx, deploy, bytes.length);
        var room = Math.min(bytes.length, largest - start);
        if (room == bytes.length) {
            add(tx, deploy, start, "command", step, bytes);
            return;
        }
        LogStore.grow(tx, deploy, Math.max(room, 0) - bytes.length); // takes back what exceeds the limit
        if (room > 0) {
            add(tx, deploy, start, "command", step, Arrays.copyOf(bytes, (int) room));
        }
        var full = FULL.formatted(Sizes.text(largest));
        if (room >= 0 || !LogStore.says(tx, deploy, largest, full)) {
            say(tx, deploy, full);
        }
    }

    /** Appends a line of Waybill's own, which begins with {@code >> }; first ends an unfinished line of the command. */
    public void say(Tx tx, long deploy, String line) {
        var text = (LogStore.endsInALine(tx, deploy) ? "" : "\n") + ">> "
                + Excerpt.of(line).replace('\n', ' ') + "\n";
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        add(tx, deploy, LogStore.grow(tx, deploy, bytes.length), "waybill", null, bytes);
    }

    private void add(Tx tx, long deploy, long start, String origin, @Nullable String step, byte[] bytes) {
        LogStore.insert(tx, deploy, start, origin, step, bytes, time.now());
        tx.afterCommit(() -> stored.accept(bytes.length));
        tx.signal(topic(deploy));
    }

    /** Completes the log: nothing can be appended any more. */
    public void complete(Tx tx, long deploy) {
        LogStore.complete(tx, deploy);
        tx.signal(topic(deploy));
    }

    /**
     * Reads from an offset.
     *
     * @param offset any offset from 0; nothing is returned beyond the end
     * @param limit the approximate size in bytes, at least one chunk if there is any; at most {@link #LARGEST_PAGE}
     */
    public LogPage read(long deploy, long offset, long limit) {
        var capped = Math.clamp(limit, 1, LARGEST_PAGE);
        var state = LogStore.state(db, deploy).orElse(new LogStore.State(0, false));
        return offset >= state.storedEnd()
                ? new LogPage(List.of(), offset, state.complete(), true)
                : LogReader.page(LogStore.from(db, deploy, offset, capped), state, offset, capped);
    }

    /** Reads at least this many of the last bytes, beginning at a character. */
    public LogPage readLast(long deploy, long bytes) {
        return read(deploy, startOfLast(deploy, bytes), LARGEST_PAGE);
    }

    /** The offset of the last bytes, at the beginning of a character. */
    public long startOfLast(long deploy, long bytes) {
        // A character may begin up to three bytes earlier.
        var offset = Math.max(0, storedEnd(deploy) - bytes - (Utf8.LONGEST - 1));
        return offset == 0 ? 0 : LogReader.characterStart(LogStore.from(db, deploy, offset, 1), offset);
    }

    /** The number of bytes stored now. */
    public long storedEnd(long deploy) {
        return LogStore.state(db, deploy).map(LogStore.State::storedEnd).orElse(0L);
    }

    /** Writes a part of the stored log to a stream. Blocks as long as the reader does. */
    public void copy(long deploy, long from, long end, OutputStream out) throws IOException {
        for (var offset = from; offset < end; ) {
            var at = offset;
            var chunks = LogStore.from(db, deploy, at, Math.min(PART, end - at));
            for (var chunk : chunks) {
                var first = (int) Math.max(0, offset - chunk.start());
                var last = (int) Math.min(chunk.bytes().length, end - chunk.start());
                if (last > first) {
                    out.write(chunk.bytes(), first, last - first);
                    offset = chunk.start() + last;
                }
            }
            if (offset == at) {
                return; // nothing is left
            }
        }
    }

    /** Writes only the output of the command to a stream. Blocks as long as the reader does. */
    public void copyOfCommand(long deploy, OutputStream out) throws IOException {
        for (var after = -1L; ; ) {
            var at = after;
            var chunks = db.read(handle -> LogStore.ofCommand(handle, deploy, at, CHUNKS_AT_ONCE));
            for (var chunk : chunks) {
                out.write(chunk.bytes());
                after = chunk.start();
            }
            if (chunks.size() < CHUNKS_AT_ONCE) {
                return;
            }
        }
    }

    /** Whether the log is empty. */
    public boolean isEmpty(long deploy) {
        return storedEnd(deploy) == 0;
    }

    /** Rings when the log of a deploy grows or ends. */
    public Signals.Subscription subscribe(long deploy) {
        return db.signals().subscribe(topic(deploy));
    }

    /** Reads from an offset, and waits if there is nothing to read; may still return nothing. */
    public LogPage readOrWait(long deploy, long offset, long limit, Duration longest) throws InterruptedException {
        try (var growth = subscribe(deploy)) {
            var page = read(deploy, offset, limit);
            if (page.pieces().isEmpty() && !page.complete() && growth.await(longest)) {
                return read(deploy, offset, limit);
            }
            return page;
        }
    }

    private static String topic(long deploy) {
        return "log:" + deploy;
    }
}
