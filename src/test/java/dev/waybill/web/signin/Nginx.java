package dev.waybill.web.signin;

import dev.waybill.Daemon;
import dev.waybill.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real nginx in front of a server, with the example of docs/proxy.md; without TLS, which is not Waybill's, and without root. */
final class Nginx {
    static final Path PROGRAM = Path.of("/usr/sbin/nginx");

    private Nginx() {}

    /** @param server the port of the server behind it */
    static Daemon start(Path directory, int server) throws IOException, InterruptedException {
        var port = Ports.free();
        var at = Files.createDirectory(directory);
        var file = Files.writeString(at.resolve("nginx.conf"), configuration(at, example(port, server)));
        return Daemon.start(
                at, port, List.of(PROGRAM.toString(), "-p", at.toString(), "-e", "stderr", "-c", file.toString()));
    }

    private static String example(int port, int server) throws IOException {
        var docs = Files.readString(Path.of("docs/proxy.md"));
        var example = docs.substring(docs.indexOf("```nginx") + 8);
        return example.substring(0, example.indexOf("```"))
                .replace("listen 443 ssl;", "listen 127.0.0.1:%d;".formatted(port))
                .replaceAll("ssl_certificate.*;", "")
                .replace("127.0.0.1:8080", "127.0.0.1:" + server);
    }

    private static String configuration(Path at, String server) {
        var temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(it -> "%s_temp_path %s/%s;\n".formatted(it, at, it))
                .collect(Collectors.joining());
        var user = System.getProperty("user.name").equals("root") ? "user root;\n" : "";
        return "%sdaemon off;\npid %s/pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n%s%s}\n"
                .formatted(user, at, temporary, server);
    }
}
