package dev.waybill.access;

import dev.waybill.workspaces.SmallFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The file {@code DATA/address}: where the server of a data directory listens, and its process. The admin token is sent only
 * there. The file is removed when the server stops; after a kill it is recognised as stale because the process does not exist.
 *
 * @param host as the server was told to listen on
 * @param process its id, when it started, and in which boot
 */
public record LocalServer(String host, int port, String process) {
    /** The name of the note in the data directory. */
    public static final String FILE = "address";

    /** The line with the pid namespace. */
    private static final int CONTAINER = 3;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

    /** Writes the file for this process; closing the result removes it. */
    public static AutoCloseable note(Path file, String host, int port) throws IOException {
        var text = "%s\n%d\n%s\n%s\n"
                .formatted(host, port, process(ProcessHandle.current().pid()), container());
        SmallFile.put(file, text);
        return () -> {
            if (Files.exists(file) && Files.readString(file).equals(text)) { // not another server's
                Files.delete(file);
            }
        };
    }

    /** The recorded server, if it is still running. */
    public static Optional<LocalServer> read(Path file) {
        try {
            var lines = Files.readAllLines(file);
            var noted = new LocalServer(lines.get(0), Integer.parseInt(lines.get(1)), lines.get(2));
            var pid = Long.parseLong(noted.process.substring(0, noted.process.indexOf(' ')));
            return isOfAnotherContainer(lines) || !isProcess(pid, noted.process)
                    ? Optional.empty()
                    : Optional.of(noted);
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // missing, or not written by a server
        }
    }

    /** Whether the server is in another pid namespace, so that it is unknown whether it is running. */
    public static boolean isOfAnotherContainer(Path file) {
        try {
            return isOfAnotherContainer(Files.readAllLines(file));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Files of earlier versions do not contain it. */
    private static boolean isOfAnotherContainer(List<String> lines) throws IOException {
        return lines.size() > CONTAINER && !lines.get(CONTAINER).equals(container());
    }

    private static String container() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    }

    private static boolean isProcess(long pid, String process) {
        try {
            return process(pid).equals(process);
        } catch (IOException e) {
            return false; // gone
        }
    }

    /** Pids are reused, but not with the same start time in the same boot (proc(5), stat, field 22). */
    private static String process(long pid) throws IOException {
        var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        return "%d %s %s".formatted(pid, fields[19], boot);
    }

    /** Its local address. */
    public String url() {
        return ListenAddress.url(host, port);
    }

    /** Whether a URL means this server: its address, or another name of this machine if the server listens on it. */
    public boolean isAt(String url) {
        try {
            var wanted = URI.create(url);
            var isPlain = "http".equalsIgnoreCase(wanted.getScheme())
                    && wanted.getHost() != null
                    && wanted.getUserInfo() == null
                    && (wanted.getPort() == -1 ? 80 : wanted.getPort()) == port
                    && wanted.getPath().replace("/", "").isEmpty();
            return isPlain && isSameHost(bare(wanted.getHost()), bare(host));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isSameHost(String wanted, String listening) {
        return wanted.equals(listening)
                || LOOPBACK.contains(wanted) && (LOOPBACK.contains(listening) || ListenAddress.isEverywhere(listening));
    }

    private static String bare(String host) {
        return ListenAddress.bare(host).toLowerCase(Locale.ROOT);
    }
}
