package dev.waybill.cli.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The whole output of a command, in a file: while the server cannot be reached, the command goes on, and nothing is lost. The
 * file is gone with the process, however it ends. Thread-safe.
 */
final class Spool implements AutoCloseable {
    private final FileChannel file;
    private long length;

    Spool() throws IOException {
        var path = temporary();
        this.file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static Path temporary() throws IOException {
        return Files.createTempFile("waybill-run", ".out"); // for its owner only
    }

    synchronized void write(byte[] bytes, int count) throws IOException {
        var left = ByteBuffer.wrap(bytes, 0, count);
        while (left.hasRemaining()) {
            length += file.write(left, length);
        }
    }

    synchronized long length() {
        return length;
    }

    /** What comes from an offset on, as far as it is there. */
    synchronized byte[] read(long from, int most) throws IOException {
        var bytes = ByteBuffer.allocate((int) Math.max(0, Math.min(most, length - from)));
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            // until it is full
        }
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
