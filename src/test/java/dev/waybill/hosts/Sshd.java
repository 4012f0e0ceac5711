package dev.waybill.hosts;

import dev.waybill.Pause;
import dev.waybill.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real ssh server on 127.0.0.1, 127.0.0.2 and 127.0.0.3, into which this user may log in with one key. */
public final class Sshd implements AutoCloseable {
    private final Path directory;
    private final int port;
    private @Nullable Process process;

    private Sshd(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    public static Sshd start(Path directory) throws Exception {
        Files.createDirectories(directory);
        var sshd = new Sshd(directory, Ports.free());
        sshd.makeKey("client");
        Files.copy(directory.resolve("client.pub"), directory.resolve("authorized"));
        sshd.makeKey("host");
        sshd.listen();
        return sshd;
    }

    private void makeKey(String name) throws Exception {
        Files.deleteIfExists(directory.resolve(name));
        run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                directory.resolve(name).toString());
    }

    /** Commands find another home, so that what this user runs at each login does not run, such as an update of shims under a lock. */
    private void listen() throws Exception {
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd")); // sshd as root insists
        }
        Files.writeString(directory.resolve("config"), """
                Port %d
                ListenAddress 127.0.0.1
                ListenAddress 127.0.0.2
                ListenAddress 127.0.0.3
                HostKey %s
                AuthorizedKeysFile %s
                StrictModes no
                UsePAM no
                PidFile none
                PasswordAuthentication yes
                SetEnv HOME=%s
                """.formatted(
                        port, directory.resolve("host"), directory.resolve("authorized"), directory));
        var started = new ProcessBuilder(
                        "/usr/sbin/sshd",
                        "-D",
                        "-e",
                        "-f",
                        directory.resolve("config").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        process = started;
        while (!answers()) {
            if (!started.isAlive()) {
                throw new AssertionError(Files.readString(directory.resolve("log")));
            }
            Pause.briefly();
        }
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The host shows another key from now on. */
    public void changeKey() throws Exception {
        close();
        makeKey("host");
        listen();
    }

    public Path clientKey() {
        return directory.resolve("client");
    }

    /** The public keys with which this user may log in. */
    public Path authorizedKeys() {
        return directory.resolve("authorized");
    }

    public String fingerprint() throws Exception {
        return run("ssh-keygen", "-l", "-f", directory.resolve("host.pub").toString())
                .split(" ")[1];
    }

    public String host() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public String url(Path repository) {
        return "ssh://%s@%s%s".formatted(System.getProperty("user.name"), host(), repository);
    }

    private String run(String... command) throws Exception {
        var output = directory.resolve("output");
        var program = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (program.waitFor() != 0) {
            throw new AssertionError(Files.readString(output));
        }
        return Files.readString(output);
    }

    @Override
    public void close() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }
}
