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

/**
 * The pipe for the output of a process whose descendants may keep it open for longer. Nobody waits in a read of it. With a pipe of
 * {@link Process}, the thread of the JVM that notes the end of a process would wait for such a read, too; and for as long as it does,
 * the JVM takes every new process that gets the same pid for ended, with the exit code of the old one.
 */
final class NamedPipe implements Closeable {
    private static final long PAUSE_MILLIS = 20;

    /** For a process that fills the pipe again at once. */
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
        this.ends = new RandomAccessFile(path.toFile(), "rw"); // a pipe of which both ends are open needs nobody else
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
     * Reads what is printed until the process has ended, or for this long at most. What others print after that is lost.
     *
     * @return whether the process has ended
     */
    boolean read(Process process, long longestMillis, Reader reader) throws IOException, InterruptedException {
        var hasEnded = false;
        var pause = PAUSE_MILLIS;
        for (var passed = 0L; !hasEnded && passed < longestMillis; passed += pause) {
            hasEnded = process.waitFor(pause, TimeUnit.MILLISECONDS);
            pause = readAvailable(reader) < buffer.length / 2 ? PAUSE_MILLIS : SHORT_PAUSE_MILLIS;
        }
        return hasEnded;
    }

    /** As much as fits into a pipe, so that it comes to an end also if somebody prints without one. */
    private int readAvailable(Reader reader) throws IOException {
        var count = Math.min(output.available(), buffer.length);
        if (count > 0) {
            count = output.read(buffer, 0, count);
            reader.read(buffer, count);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        ends.close();
        Directories.delete(directory);
    }
}
