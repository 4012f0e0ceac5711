package dev.waybill.cli;

import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Surroundings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard output. Unlike a {@code PrintWriter} alone it reports failed writes: they throw {@link Lost}. */
public final class Stdout extends OutputStream {
    /** The exit code of a program that SIGPIPE has ended: 128 plus its number. */
    static final int PIPE_CLOSED = 141;

    /** The file type in a file's mode, and that of a pipe (inode(7)). */
    private static final int FILE_TYPE = 0xf000;

    private static final int FIFO = 0x1000;

    private final OutputStream out;

    public Stdout() {
        this(Surroundings.here().out());
    }

    public Stdout(OutputStream out) {
        this.out = out;
    }

    /** Data cannot be written: the reader has gone, the disk is full, or stdout is closed. */
    public static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final boolean isPipeClosed;

        Lost(IOException why, boolean isPipeClosed) {
            super("cannot write to stdout (%s)".formatted(why.getMessage()), why);
            this.isPipeClosed = isPipeClosed;
        }

        /** Whether the reader closed the pipe, like {@code head}, which is not an error. */
        public boolean isPipeClosed() {
            return isPipeClosed;
        }

        /** The exit code for it. */
        public int exitCode() {
            return isPipeClosed ? PIPE_CLOSED : CallFailed.FAILED;
        }
    }

    /** A writer for UTF-8 text, flushed after each line. */
    public static PrintWriter writer() {
        return new PrintWriter(new Stdout(), true, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw new Lost(e, isPipe());
        }
    }

    /** Whether stdout is a pipe: a write to one fails for one reason only. The exception's text depends on the locale. */
    private static boolean isPipe() {
        try {
            var target = Path.of("/proc/self/fd/1");
            var name = Files.readSymbolicLink(target).toString();
            return name.startsWith("pipe:")
                    || name.startsWith("socket:")
                    || Files.readAttributes(target, "unix:mode").get("mode") instanceof Integer mode
                            && (mode & FILE_TYPE) == FIFO;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
