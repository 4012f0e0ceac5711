package dev.waybill.cli;

import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Surroundings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where data go. Unlike a {@code PrintWriter} alone it does not hide that they cannot be written: that throws {@link Lost}. */
public final class Stdout extends OutputStream {
    /** What a shell says of a program that a closed pipe has ended: 128 and the number of SIGPIPE. */
    static final int PIPE_CLOSED = 141;

    /** The parts of a file's mode that say what it is, and a named pipe's (inode(7)). */
    private static final int FILE_TYPE = 0xf000;

    private static final int FIFO = 0x1000;

    private final OutputStream out;

    public Stdout() {
        this(Surroundings.here().out());
    }

    public Stdout(OutputStream out) {
        this.out = out;
    }

    /** Data cannot be written: nobody reads on, the disk is full, or there is no stdout. */
    public static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final boolean isPipeClosed;

        Lost(IOException why, boolean isPipeClosed) {
            super("cannot write to stdout (%s)".formatted(why.getMessage()), why);
            this.isPipeClosed = isPipeClosed;
        }

        /** Whether whoever was to read has had enough, as {@code head} has, which is no mistake. */
        public boolean isPipeClosed() {
            return isPipeClosed;
        }

        /** How a program ends by it. */
        public int exitCode() {
            return isPipeClosed ? PIPE_CLOSED : CallFailed.FAILED;
        }
    }

    /** For text, as UTF-8, flushed after each line. */
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

    /** A write to a pipe fails for one reason only; the text of the exception depends on the language of the machine. */
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
