package dev.waybill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real git repository to deploy from. */
public final class TestRepository {
    private final Path directory;

    private TestRepository(Path directory) {
        this.directory = directory;
    }

    /** Makes a repository whose branch main has one commit with one file. */
    public static TestRepository make(Path directory) throws Exception {
        Files.createDirectories(directory);
        var repository = new TestRepository(directory);
        repository.git("init", "--quiet", "--initial-branch=main", ".");
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
                        "GIT_COMMITTER_EMAIL", "ann@example.com"));
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
}
