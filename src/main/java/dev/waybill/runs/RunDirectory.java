package dev.waybill.runs;

import dev.waybill.workspaces.Directories;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The files of one run. Which of them exist defines its state, which only changes by rename. */
record RunDirectory(Path path) {
    private static final Pattern EXIT = Pattern.compile("exit\\.[0-9]{1,3}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final int LONGEST = 4096;
    private static final int FORMAT = 1;
    private static final String ROOM_FOR_PID = " ".repeat(200) + "\n";

    String id() {
        return path.getFileName().toString();
    }

    Path log() {
        return path.resolve("log");
    }

    Path supervisor() {
        return path.resolve("supervise");
    }

    /**
     * Writes all files; "ready" comes last.
     *
     * @param cgroup for its processes; null if there is none
     */
    void write(RunPlan plan, @Nullable Cgroup cgroup) throws IOException {
        Directories.makePrivate(path);
        try (InputStream script = RunDirectory.class.getResourceAsStream("supervise")) {
            Files.copy(Objects.requireNonNull(script), supervisor());
        }
        JsonMapper.shared()
                .writeValue(
                        path.resolve("plan.json").toFile(),
                        Map.of(
                                "format", FORMAT,
                                "run", id(),
                                "deploy", plan.deploy(),
                                "step", plan.step(),
                                "workspace", plan.workspace().toString(),
                                "command", plan.command()));
        if (plan.user() != null) {
            Files.writeString(path.resolve("run_as"), plan.user());
        }
        if (cgroup != null) {
            Files.writeString(path.resolve("cgroup"), cgroup.directory().toString());
        }
        Files.writeString(path.resolve("key"), plan.key());
        Files.createFile(log());
        Files.writeString(path.resolve("pid"), ROOM_FOR_PID);
        Files.writeString(path.resolve("copier"), ROOM_FOR_PID);
        Files.writeString(path.resolve("copier-shell"), ROOM_FOR_PID);
        Files.createFile(path.resolve("whole"));
        Files.createFile(path.resolve("exit.pending"));
        closeToOthers();
        Files.createFile(path.resolve("ready"));
    }

    /** Independent of the umask. The parent directory is closed to others, too. */
    private void closeToOthers() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, Files::isRegularFile)) {
            for (var file : files) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    /** Withdraws the permission to start. True if the run has not started and never will; false if it has. */
    boolean revoke() throws IOException {
        try {
            Files.move(path.resolve("ready"), path.resolve("revoked"), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileSystemException e) {
            return Files.exists(path.resolve("revoked")); // otherwise it has started, or that is unknown
        }
    }

    /** The command's exit code; empty if it has not ended, or if its end could not be recorded. */
    OptionalInt exitCode() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "exit.[0-9]*")) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (EXIT.matcher(name).matches()) {
                    return OptionalInt.of(Integer.parseInt(name.substring("exit.".length())));
                }
            }
            return OptionalInt.empty();
        } catch (NoSuchFileException | AccessDeniedException | NotDirectoryException e) {
            return OptionalInt.empty();
        }
    }

    /** The user that runs the command; empty for the server's own. */
    Optional<String> user() throws IOException {
        return text("run_as");
    }

    /** The key to the run's secrets in the database; empty if it is gone, for instance after a power failure. */
    Optional<String> key() throws IOException {
        return text("key");
    }

    /** The control group of the run; empty if it has none. */
    Optional<Cgroup> cgroup() throws IOException {
        try {
            return text("cgroup")
                    .map(Path::of)
                    .filter(group -> String.valueOf(group.getFileName()).endsWith(id()))
                    .map(Cgroup::new);
        } catch (InvalidPathException e) {
            return Optional.empty(); // the file is damaged
        }
    }

    /** The positions at which output is missing because it could not be written, for instance to a full disk. */
    List<Long> gaps() throws IOException {
        if (Files.exists(path.resolve("whole"))) {
            return List.of();
        }
        var gaps = new ArrayList<Long>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "torn*")) {
            for (var file : files) {
                gaps.addAll(positions(file.getFileName().toString()));
            }
        } catch (NoSuchFileException | AccessDeniedException | NotDirectoryException e) {
            return List.of();
        }
        return gaps;
    }

    /**
     * From file names such as {@code torn.12.345}. Supervisors of earlier versions recorded no positions; then the gap
     * is put at the end.
     */
    private List<Long> positions(String name) throws IOException {
        return name.equals("torn")
                ? List.of(Files.size(log()))
                : Stream.of(name.split("\\."))
                        .skip(1)
                        .filter(position -> position.matches("[0-9]{1,18}"))
                        .map(Long::valueOf)
                        .toList();
    }

    /** Whether the copier may not have written all output to the log yet. */
    boolean isCopying() throws IOException {
        return text("copier")
                .filter(NUMBER.asMatchPredicate())
                .flatMap(pid -> ProcessStat.of(Long.parseLong(pid)))
                .filter(stat -> stat.name().equals("cat") && !stat.isZombie() && !stat.isAsleep())
                .isPresent();
    }

    /**
     * The supervisor's child that is not the command; 0 if there is none, empty until the supervisor has recorded it.
     */
    Optional<Long> copierShell() throws IOException {
        return text("copier-shell").filter(NUMBER.asMatchPredicate()).map(Long::valueOf);
    }

    /** Identifies the supervisor; empty until it has recorded its pid. */
    Optional<Supervisor> supervisorProcess() throws IOException {
        return text("pid").flatMap(Supervisor::parse);
    }

    /** The content of a small file; empty if it is missing or empty, or is not a regular file. */
    private Optional<String> text(String name) throws IOException {
        var file = path.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty(); // reading a named pipe would block
        }
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1).strip())
                    .filter(text -> !text.isEmpty());
        } catch (NoSuchFileException | AccessDeniedException e) {
            return Optional.empty();
        }
    }
}
