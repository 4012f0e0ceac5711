package dev.waybill;

import dev.waybill.workspaces.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A real git repository to deploy from. */
public final class TestRepository {
    private final Path directory;

    private TestRepository(Path directory) {
        this.directory = directory;
    }

    /** Makes a repository whose branch main has one commit with one file. */
    public static TestRepository make(Path directory) throws Exception {
        return Copy.FIRST.writeTo(directory);
    }

    /** The same by git, without a copy. */
    private static TestRepository init(Path directory) throws Exception {
        var repository = new TestRepository(directory);
        repository.git("init", "--quiet", "--template=", "--initial-branch=main", ".");
        repository.commit("readme", "hello\n");
        return repository;
    }

    /** A repository in a directory that a test made otherwise. */
    public static TestRepository at(Path directory) {
        return new TestRepository(directory);
    }

    /** Commits a file to the branch that is checked out, and answers the sha. */
    public String commit(String file, String content) throws Exception {
        Files.writeString(directory.resolve(file), content);
        git("add", ".");
        git("commit", "--quiet", "--message", "Change " + file);
        return git("rev-parse", "HEAD");
    }

    public String git(String... arguments) throws Exception {
        return read("", arguments);
    }

    /** Has git read something from its standard input. */
    public String read(String input, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "GIT_AUTHOR_NAME", "Ann",
                        "GIT_AUTHOR_EMAIL", "ann@example.com",
                        "GIT_COMMITTER_NAME", "Ann",
                        "GIT_COMMITTER_EMAIL", "ann@example.com",
                        "GIT_CONFIG_COUNT", "1",
                        "GIT_CONFIG_KEY_0", "maintenance.auto",
                        "GIT_CONFIG_VALUE_0", "false"));
        var process = builder.start();
        try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
            stdin.write(input);
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("git %s: %s".formatted(String.join(" ", arguments), output));
        }
        return output;
    }

    public Path path() {
        return directory;
    }

    /** The files of a repository, kept in memory: to write them takes a fraction of the time that git needs to make them. */
    private static final class Copy {
        /** Has one commit with one file. */
        static final Copy FIRST = first();

        /** Contents by relative path, parents first; empty for directories. */
        private final SortedMap<Path, Optional<byte[]>> files;

        private Copy(SortedMap<Path, Optional<byte[]>> files) {
            this.files = files;
        }

        private static Copy first() {
            try {
                var directory = Files.createTempDirectory("waybill-repository");
                try {
                    return of(TestRepository.init(directory));
                } finally {
                    Directories.delete(directory);
                }
            } catch (Exception e) {
                throw new AssertionError("git cannot make a repository", e);
            }
        }

        private static Copy of(TestRepository repository) throws IOException {
            var files = new TreeMap<Path, Optional<byte[]>>();
            try (var all = Files.walk(repository.path())) {
                all.forEach(file -> files.put(repository.path().relativize(file), content(file)));
            }
            return new Copy(files);
        }

        private static Optional<byte[]> content(Path file) {
            try {
                return Files.isDirectory(file) ? Optional.empty() : Optional.of(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** @throws java.nio.file.FileAlreadyExistsException if the directory is there and has a file of the same name */
        TestRepository writeTo(Path directory) throws IOException {
            for (var file : files.entrySet()) {
                var path = directory.resolve(file.getKey());
                if (file.getValue().isPresent()) {
                    Files.write(path, file.getValue().get(), StandardOpenOption.CREATE_NEW);
                } else {
                    Files.createDirectories(path);
                }
            }
            return TestRepository.at(directory);
        }
    }
}
