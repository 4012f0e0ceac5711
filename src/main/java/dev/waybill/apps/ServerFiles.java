package dev.waybill.apps;

import dev.waybill.apps.config.EnvironmentVariables;
import dev.waybill.apps.config.SecretReference;
import dev.waybill.vcs.RepositoryUrl;
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
 * What of the server apps may name: files and variables with secrets, and repositories that lie on its machine. Never what is the server's
 * own; and what a request names lies in the directories that are set aside for it (docs/decisions/0028). Thread-safe.
 */
public final class ServerFiles {
    /** A variable of the environment holds no more on Linux, its name and two bytes among it (MAX_ARG_STRLEN). */
    public static final int LARGEST = EnvironmentVariables.LARGEST;

    private static final List<Path> OF_THE_KERNEL = List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));
    /** Those of PostgreSQL are all that libpq reads (its chapter "Environment Variables"). */
    private static final Pattern OF_THE_SERVER = Pattern.compile("WAYBILL.*|DATABASE_URL|JDBC_.*|PG("
            + "HOST|HOSTADDR|PORT|DATABASE|USER|PASSWORD|PASSFILE|REQUIREAUTH|CHANNELBINDING|SERVICE|SERVICEFILE|OPTIONS|APPNAME"
            + "|SSL(MODE|NEGOTIATION|COMPRESSION|CERT|KEY|CERTMODE|ROOTCERT|CRL|CRLDIR|SNI|(MIN|MAX)PROTOCOLVERSION)|KEYLOGFILE"
            + "|(MIN|MAX)PROTOCOLVERSION|REQUIRESSL|REQUIREPEER|GSSENCMODE|KRBSRVNAME|GSSLIB|GSSDELEGATION|CONNECT_TIMEOUT"
            + "|CLIENTENCODING|TARGETSESSIONATTRS|LOADBALANCEHOSTS|DATESTYLE|TZ|GEQO|SYSCONFDIR|LOCALEDIR)");

    private final Path data;
    private final List<Path> directories;

    /**
     * @param data the data directory
     * @param directories where requests may name files
     */
    public ServerFiles(Path data, List<Path> directories) {
        this.data = data.toAbsolutePath().normalize();
        this.directories =
                directories.stream().map(it -> it.toAbsolutePath().normalize()).toList();
    }

    /** Why no app may name this, as the end of a sentence; empty if one may. */
    public Optional<String> objection(SecretReference secret) {
        return secret.file() != null ? objectionToFile(secret.file()) : objectionToVariable(secret.env());
    }

    /** The same of a variable of the server. */
    public static Optional<String> objectionToVariable(@Nullable String name) {
        return name != null && OF_THE_SERVER.matcher(name).matches()
                ? Optional.of(
                        "%s is the server's own; give the app's secret another name (WAYBILL_*, DATABASE_URL, JDBC_* and libpq's own such as PGPASSWORD are kept back)"
                                .formatted(name))
                : Optional.empty();
    }

    /** Why no request may name this, whoever makes it. */
    public Optional<String> objectionToRequest(SecretReference secret) {
        return secret.file() == null || isAmong(directories, lexical(secret.file()))
                ? objection(secret)
                : outside(secret.file());
    }

    /** Why a repository on this machine is none for an app. */
    public Optional<String> objection(RepositoryUrl repository) {
        if (!repository.isLocal()) {
            return Optional.empty();
        }
        var path = repository.path();
        if (path.isEmpty()) {
            return Optional.of("is no path");
        }
        var withoutHost = path.get().replaceFirst("^/+[^/]*", ""); // as others than git read file://localhost/path
        var why = objectionToFile(path.get());
        return why.isPresent() || !repository.text().matches("file://[^/].*") ? why : objectionToFile(withoutHost);
    }

    private Optional<String> objectionToFile(String file) {
        try {
            var path = lexical(file);
            return isOwn(path) || Files.exists(path) && isOwn(path.toRealPath()) ? own(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of("is no path");
        } catch (IOException e) {
            return Optional.empty(); // told when it is read
        }
    }

    private static Optional<String> own(String file) {
        return Optional.of(
                "%s lies in the server's data directory, or in /proc, /sys or /dev, of which no app may name anything; put what the app needs elsewhere"
                        .formatted(file));
    }

    private Optional<String> outside(String file) {
        return Optional.of(
                "%s lies in no directory where requests may name files (%s); put it into one, or let whoever runs the server set one aside, with secret_directories or --secret-directory"
                        .formatted(
                                file,
                                directories.isEmpty()
                                        ? "there is none"
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
        return isAmong(OF_THE_KERNEL, path) || isAmong(List.of(data), path);
    }

    private static boolean isAmong(List<Path> directories, Path path) {
        return directories.stream().flatMap(ServerFiles::bothNames).anyMatch(path::startsWith);
    }

    /** As it was given, and where its links lead. */
    private static Stream<Path> bothNames(Path directory) {
        try {
            return Stream.of(directory, directory.toRealPath());
        } catch (IOException e) {
            return Stream.of(directory);
        }
    }

    /**
     * Where a file really is that an app names, after all links as they lead now.
     *
     * @param isOfFile the app is one of the configuration file, which may name files anywhere but for the server's own
     * @throws IOException with a sentence if the app may not name it, and without one if it is not there
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
            throw new Refused(Optional.of("%s is no plain file".formatted(file)));
        }
        return real;
    }

    /** The text in such a file, as it is. */
    public String read(String file, boolean isOfFile) throws IOException {
        var real = real(file, isOfFile);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (!real.equals(real.toRealPath())) {
            throw new Refused(Optional.of("%s moved while it was read".formatted(file)));
        }
        if (bytes.length > LARGEST) {
            throw new Refused(Optional.of("%s holds more than %d bytes, and no variable can".formatted(file, LARGEST)));
        }
        return text(bytes);
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** A file that an app may not name, with the end of a sentence that says why. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(Optional<String> why) {
            super(why.orElse("may not be named"));
        }
    }
}
