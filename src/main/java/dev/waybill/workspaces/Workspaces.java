package dev.waybill.workspaces;

import dev.waybill.vcs.Git;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Fresh checkouts, one for each deploy, by name. Safe from many threads, as long as each name belongs to one. */
public final class Workspaces {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Git git;
    private final Path directory;

    /** @param directory where they lie; made when missing */
    public Workspaces(Git git, Path directory) {
        this.git = git;
        this.directory = directory;
    }

    /** Where the workspace of that name is or will be. */
    public Path path(String name) {
        return directory.resolve(name);
    }

    /**
     * Checks a commit out; what a broken attempt left under this name is removed first. The result is a real repository that
     * borrows the mirror's objects and cannot disturb it; its origin is the app's repository.
     */
    public Path checkOut(String name, Path mirror, Remote origin, Sha sha) throws IOException, InterruptedException {
        Directories.makePrivate(directory);
        var workspace = path(name);
        Directories.delete(workspace);
        git.must(
                directory,
                LONGEST,
                "clone",
                "--quiet",
                "--shared",
                "--no-checkout",
                "--template=",
                "--",
                mirror.toString(),
                workspace.toString());
        nameOrigin(workspace.resolve(".git/config"), origin.url().text());
        git.must(
                workspace,
                LONGEST,
                "-c",
                "checkout.workers=0",
                "-c",
                "advice.detachedHead=false",
                "checkout",
                "--quiet",
                "--detach",
                sha.hex());
        if (Files.exists(workspace.resolve(".gitmodules"))) {
            submodules(workspace, origin);
        }
        return workspace;
    }

    /** The line that git clone has just written, as git-config(1) quotes values; git itself would take a process to do this. */
    private static void nameOrigin(Path config, String url) throws IOException {
        var quoted = "url = \"%s\"".formatted(url.replace("\\", "\\\\").replace("\"", "\\\""));
        var lines = Files.readAllLines(config, StandardCharsets.UTF_8).stream()
                .map(line -> line.strip().startsWith("url = ") ? "\t" + quoted : line)
                .toList();
        Files.write(config, lines, StandardCharsets.UTF_8);
    }

    /** The names of all workspaces there are. */
    public List<String> names() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }

    /** Removes a workspace; missing is fine. */
    public void remove(String name) throws IOException {
        Directories.delete(path(name));
    }

    /** A repository from elsewhere may not reach into this machine's files by naming them as its submodules. */
    private void submodules(Path workspace, Remote origin) throws IOException, InterruptedException {
        var protocols = origin.url().isLocal() ? "file:git:http:https:ssh" : "git:http:https:ssh";
        var done = git.reaching(origin)
                .runOver(protocols, workspace, LONGEST, "submodule", "--quiet", "update", "--init", "--recursive");
        if (done.code() != 0) {
            throw new IOException("git submodule update: " + done.output());
        }
    }
}
