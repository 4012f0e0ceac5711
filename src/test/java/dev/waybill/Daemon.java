package dev.waybill;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of others that listens on a port of this machine. */
public record Daemon(Process process, int port) implements AutoCloseable {
    /**
     * Starts it, and waits until it listens.
     *
     * @param directory gets its output
     */
    public static Daemon start(Path directory, int port, List<String> command)
            throws IOException, InterruptedException {
        var output = directory.resolve("out");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        while (!listens(port)) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("%s has ended: %s".formatted(command, Files.readString(output)));
            }
        }
        return new Daemon(process, port);
    }

    private static boolean listens(int port) {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
