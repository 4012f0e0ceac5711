package dev.waybill.apps;

import dev.waybill.apps.config.EnvironmentVariables;
import dev.waybill.apps.config.SecretReference;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.workspaces.LocalRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which files and variables of the server apps can use: secrets, and repositories on the server's machine. The server's own
 * files and variables are always forbidden; requests can only name files in the configured directories (docs/decisions/0028).
 * Thread-safe.
 */
public final class ServerFiles {
    /** The maximum size of an environment variable on Linux, including its name and two bytes (MAX_ARG_STRLEN). */
    public static final int LARGEST = EnvironmentVariables.LARGEST;

    /** Resolved once, since a secret is read for each request to a code host. */
    private static final List<Path> OF_THE_KERNEL = Stream.of("/proc", "/sys", "/dev")
            .map(Path::of)
            .flatMap(ServerFiles::bothNames)
            .toList();
    /** The server's own variables, including all that libpq reads (its chapter "Environment Variables"). */
    private static final Pattern OF_THE_SERVER = Pattern.compile("WAYBILL.*|DATABASE_URL|JDBC_.*|PG("
            + "HOST|HOSTADDR|PORT|DATABASE|USER|PASSWORD|PASSFILE|REQUIREAUTH|CHANNELBINDING|SERVICE|SERVICEFILE|OPTIONS|APPNAME"
            + "|SSL(MODE|NEGOTIATION|COMPRESSION|CERT|KEY|CERTMODE|ROOTCERT|CRL|CRLDIR|SNI|(MIN|MAX)PROTOCOLVERSION)|KEYLOGFILE"
            + "|(MIN|MAX)PROTOCOLVERSION|REQUIRESSL|REQUIREPEER|GSSENCMODE|KRBSRVNAME|GSSLIB|GSSDELEGATION|CONNECT_TIMEOUT"
            + "|CLIENTENCODING|TARGETSESSIONATTRS|LOADBALANCEHOSTS|DATESTYLE|TZ|GEQO|SYSCONFDIR|LOCALEDIR)");

    private final Path data;
    private final List<Path> directories;

    /**
     * @param data the data directory
     * @param directories in which requests can name files
     */
    public ServerFiles(Path data, List<Path> directories) {
        this.data = data.toAbsolutePath().normalize();
        this.directories =
                directories.stream().map(it -> it.toAbsolutePath().normalize()).toList();
    }

    /** Why apps cannot use this secret, as the end of a sentence; empty if they can. */
    public Optional<String> objection(SecretReference secret) {
        return secret.file() != null ? objectionToFile(secret.file()) : objectionToVariable(secret.env());
    }

    /** Why apps cannot use a variable of the server. */
    public static Optional<String> objectionToVariable(@Nullable String name) {
        return name != null && OF_THE_SERVER.matcher(name).matches()
                ? Optional.of(
                        "%s is reserved for the server; use another variable (WAYBILL_*, DATABASE_URL, JDBC_* and libpq's variables such as PGPASSWORD are reserved)"
                                .formatted(name))
                : Optional.empty();
    }

    /** Why requests cannot use this secret, whoever sends them. */
    public Optional<String> objectionToRequest(SecretReference secret) {
        return secret.file() == null || isAmong(directories, lexical(secret.file()))
                ? objection(secret)
                : outside(secret.file());
    }

    /** Why apps cannot use a repository on this machine. */
    public Optional<String> objection(RepositoryUrl repository) {
        if (!repository.isLocal()) {
            return Optional.empty();
        }
        var path = repository.path();
        if (path.isEmpty()) {
            return Optional.of("is not a path");
        }
        var withoutHost =
                path.get().replaceFirst("^/+[^/]*", ""); // programs other than git read file://localhost/path this way
        var why = objectionToFile(path.get());
        if (why.isPresent()) {
            return why;
        }
        return repository.text().matches("file://[^/].*")
                ? objectionToFile(withoutHost)
                : new LocalRepository(data).objection(repository.text());
    }

    private Optional<String> objectionToFile(String file) {
        try {
            var path = lexical(file);
            return isOwn(path) || Files.exists(path) && isOwn(path.toRealPath()) ? own(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of("is not a path");
        } catch (IOException e) {
            return Optional.empty(); // reported when it is read
        }
    }

    private static Optional<String> own(String file) {
        return Optional.of(
                "%s is in the server's data directory, or in /proc, /sys or /dev, which apps cannot use; move it elsewhere"
                        .formatted(file));
    }

    private Optional<String> outside(String file) {
        return Optional.of(
                "%s is not in a directory whose files requests can use (%s); move it to one, or have one added to the server's secret_directories or --secret-directory"
                        .formatted(
                                file,
                                directories.isEmpty()
                                        ? "there are none"
                                        : String.join(
                                                ", ",
                                                directories.stream()
                                                        .map(Path::toString)
                                                        .toList())));
    }

    private static Path lexical(String file) {
        return Path.of(file).toAbsolutePath().normalize();
    }

    private boolean isOwn(Path path) {
        return OF_THE_KERNEL.stream().anyMatch(path::startsWith) || isAmong(List.of(data), path);
    }

    private static boolean isAmong(List<Path> directories, Path path) {
        return directories.stream().flatMap(ServerFiles::bothNames).anyMatch(path::startsWith);
    }

    /** The directory as given, and with its links resolved. */
    private static Stream<Path> bothNames(Path directory) {
        try {
            return Stream.of(directory, directory.toRealPath());
        } catch (IOException e) {
            return Stream.of(directory);
        }
    }

    /**
     * The real path of a file that an app names, with all links resolved.
     *
     * @param isOfFile whether the app comes from the configuration file, which can use all files except the server's own
     * @throws IOException with a sentence if the app cannot use it, and without one if it does not exist
     */
    public Path real(String file, boolean isOfFile) throws IOException {
        var path = lexical(file);
        if (isOwn(path)) {
            throw new Refused(own(file));
        }
        var real = path.toRealPath();
        if (isOwn(real)) {
            throw new Refused(own(file));
        }
        if (!isOfFile && !isAmong(directories, real)) {
            throw new Refused(outside(file));
        }
        if (!Files.isRegularFile(real)) {
            throw new Refused(Optional.of("%s is not a regular file".formatted(file)));
        }
        return real;
    }

    /** The text in such a file. */
    public String read(String file, boolean isOfFile) throws IOException {
        var real = real(file, isOfFile);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (!real.equals(real.toRealPath())) {
            throw new Refused(Optional.of("%s was moved while it was read; try again".formatted(file)));
        }
        if (bytes.length > LARGEST) {
            throw new Refused(Optional.of(
                    "%s is larger than %d bytes, the limit of an environment variable".formatted(file, LARGEST)));
        }
        return text(bytes);
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** A file that an app cannot use, with the reason as the end of a sentence. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(Optional<String> why) {
            super(why.orElse("cannot be used"));
        }
    }
}
