package dev.waybill.commands.brief;

import dev.waybill.workspaces.Directories;
import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipe for the output of a process whose descendants may keep it open for longer. Nobody waits in a read of it. With a pipe of
 * {@link Process}, the thread of the JVM that notes the end of a process would wait for such a read, too; and for as long as it does,
 * the JVM takes every new process that gets the same pid for ended, with the exit code of the old one.
 */
final class NamedPipe implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(NamedPipe.class);

    private static final long PAUSE_MILLIS = 20;

    /** While the process prints. */
    private static final long SHORT_PAUSE_MILLIS = 1;

    private static final File NOWHERE = new File("/dev/null");

    private final Path directory;
    private final Path path;
    private final RandomAccessFile ends;
    private final FileInputStream output;
    private final byte[] buffer = new byte[64 * 1024];

    /** Takes what was printed. */
    @FunctionalInterface
    interface Reader {
        void read(byte[] bytes, int count);
    }

    private NamedPipe(Path directory, Path path) throws IOException {
        this.directory = directory;
        this.path = path;
        this.ends =
                new RandomAccessFile(path.toFile(), "rw"); // opened at both ends, so that opening it waits for nobody
        this.output = new FileInputStream(ends.getFD());
    }

    /** @param parent of the directory that the pipe has for itself */
    static NamedPipe in(Path parent) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory(Directories.makePrivate(parent), "output-");
        try {
            var path = directory.resolve("pipe");
            make(path);
            return new NamedPipe(directory, path);
        } catch (IOException | InterruptedException | RuntimeException e) {
            Directories.delete(directory);
            throw e;
        }
    }

    private static void make(Path path) throws IOException, InterruptedException {
        var code = new ProcessBuilder("mkfifo", "-m", "600", path.toString())
                .redirectInput(NOWHERE)
                .redirectErrorStream(true)
                .redirectOutput(NOWHERE)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("mkfifo cannot make %s: exit code %d".formatted(path, code));
        }
    }

    ProcessBuilder.Redirect end() {
        return ProcessBuilder.Redirect.to(path.toFile());
    }

    /**
     * Reads what is printed until the process has ended, or for this long at most. Others get SIGPIPE when they print after the pipe
     * was closed.
     *
     * @return whether the process has ended
     */
    boolean read(Process process, long longestMillis, Reader reader) throws IOException, InterruptedException {
        var hasEnded = false;
        var pause = PAUSE_MILLIS;
        for (var passed = 0L; !hasEnded && passed < longestMillis; passed += pause) {
            hasEnded = process.waitFor(pause, TimeUnit.MILLISECONDS);
            pause = readAvailable(reader) > 0 ? SHORT_PAUSE_MILLIS : PAUSE_MILLIS;
        }
        return hasEnded;
    }

    /** Only what is there already, so that this ends even if somebody never stops printing. */
    private int readAvailable(Reader reader) throws IOException {
        var available = output.available();
        for (var rest = available; rest > 0; ) {
            var count = output.read(buffer, 0, Math.min(rest, buffer.length));
            reader.read(buffer, count);
            rest -= count;
        }
        return available;
    }

    /** A directory that is left behind changes nothing for the process; it is removed at the next start. */
    @Override
    public void close() {
        try (ends) {
            Directories.delete(directory);
        } catch (IOException e) {
            LOG.warn("the pipe of a short command was not removed: {}", e.getMessage());
        }
    }
}
