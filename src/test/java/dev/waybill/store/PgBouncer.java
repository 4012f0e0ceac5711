package dev.waybill.store;

import dev.waybill.Daemon;
import dev.waybill.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A real pooler in transaction mode: it assigns connections to clients for one transaction at a time. */
final class PgBouncer {
    static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    private static final String SETTINGS = """
            [databases]
            %s = host=127.0.0.1 port=%d user=postgres
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = any
            auth_file = %s
            pool_mode = transaction
            ignore_startup_parameters = extra_float_digits
            logfile = %s
            """;

    private PgBouncer() {}

    /** @param real the database behind it */
    static Daemon start(Path directory, Database real) throws IOException, InterruptedException {
        var port = Ports.free();
        var uri = URI.create(real.jdbcUrl().substring(5));
        var name = uri.getPath().substring(1);
        var users = Files.writeString(directory.resolve("users"), "\"postgres\" \"\"\n");
        var settings = Files.writeString(
                directory.resolve("pgbouncer.ini"),
                SETTINGS.formatted(name, uri.getPort(), port, users, directory.resolve("log")));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        return Daemon.start(directory, port, command(settings));
    }

    /** PgBouncer refuses to run as root. */
    private static List<String> command(Path settings) {
        var command = List.of(PROGRAM.toString(), settings.toString());
        var another = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        return System.getProperty("user.name").equals("root")
                ? Stream.concat(another.stream(), command.stream()).toList()
                : command;
    }
}
