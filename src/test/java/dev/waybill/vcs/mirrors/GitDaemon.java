package dev.waybill.vcs.mirrors;

import dev.waybill.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real git daemon on 127.0.0.1 that serves all repositories below a directory. */
public final class GitDaemon implements AutoCloseable {
    private final Process process;
    private final int port;

    private GitDaemon(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param settings of git, such as {@code uploadpack.keepAlive=1} */
    public static GitDaemon start(Path directory, String... settings) throws IOException, InterruptedException {
        var port = Ports.free();
        var command = new ArrayList<>(List.of("git"));
        for (var setting : settings) {
            command.addAll(List.of("-c", setting));
        }
        command.addAll(List.of(
                "daemon",
                "--listen=127.0.0.1",
                "--port=" + port,
                "--reuseaddr",
                "--export-all",
                "--base-path=" + directory,
                directory.toString()));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var daemon = new GitDaemon(process, port);
        while (!daemon.listens()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException("git daemon ended");
            }
        }
        return daemon;
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
