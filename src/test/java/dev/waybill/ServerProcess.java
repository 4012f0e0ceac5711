package dev.waybill;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real program in a process of its own, so that it can be killed. */
public final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final Path data;
    private final String url;
    private final Path output;

    private ServerProcess(Process process, Path data, String url, Path output) {
        this.process = process;
        this.data = data;
        this.url = url;
        this.output = output;
    }

    /** Starts it and waits until it is ready. */
    public static ServerProcess start(Path data, String... options) throws Exception {
        return start(List.of(), data, options);
    }

    /** The same with its data on a disk of its own, of so many megabytes, which only it and what it starts can see. */
    public static ServerProcess startOnSmallDisk(int megabytes, Path data, String... options) throws Exception {
        Files.createDirectories(data);
        var mount = "mount -t tmpfs -o size=%dm tmpfs %s && exec \"$@\"".formatted(megabytes, data);
        return start(List.of("unshare", "-rm", "sh", "-c", mount, "sh"), data, options);
    }

    /** The same with another PATH. */
    public static ServerProcess startWithPath(Path programs, Path data, String... options) throws Exception {
        return start(List.of("env", "PATH=" + programs), data, options);
    }

    /** The same with other variables, such as {@code HOME=/nowhere}. */
    public static ServerProcess startWith(List<String> variables, Path data, String... options) throws Exception {
        var prefix = new ArrayList<>(List.of("env"));
        prefix.addAll(variables);
        return start(prefix, data, options);
    }

    /** What it has written so far. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    private static ServerProcess start(List<String> prefix, Path data, String... options) throws Exception {
        var port = Ports.free();
        var output = Files.createTempFile("waybill-server", ".log");
        var command = new ArrayList<>(prefix);
        command.addAll(Program.server());
        command.addAll(List.of("server", "--data", data.toString(), "--port", Integer.toString(port)));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var started = new ServerProcess(process, data, "http://127.0.0.1:" + port, output);
        started.awaitReady();
        return started;
    }

    private void awaitReady() throws Exception {
        var client = new Client(url, "none"); // each has files of its own open until it is collected
        while (process.isAlive()) {
            try {
                if (client.send(client.bare("/readyz").GET()).status() == 200) {
                    return;
                }
            } catch (IOException e) {
                // it does not listen yet
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("the server ended:\n" + Files.readString(output));
    }

    public int port() {
        return URI.create(url).getPort();
    }

    public Client client() throws IOException {
        var asItSeesIt = Path.of("/proc", Long.toString(process.pid()), "root" + data, "admin-token");
        return new Client(url, Files.readString(asItSeesIt).strip());
    }

    /** SIGHUP. */
    public void hangUp() throws IOException, InterruptedException {
        signal("HUP");
    }

    /** SIGSTOP: it stays, and does nothing. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; answers the exit code, or fails if it takes longer than a server may. */
    public int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the server hangs on SIGTERM");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }
}
