package dev.waybill.workspaces;

import dev.waybill.vcs.Git;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fresh checkouts, one for each deploy, by name. Safe from many threads, as long as each name belongs to one. */
public final class Workspaces {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final String GIVEN = ".given";

    private final Git git;
    private final Path directory;
    private final Homes homes;

    /**
     * @param directory where they lie; made when missing
     * @param homes where those lie that belong to other users; made when first needed, and the directory around it opened for them
     */
    public Workspaces(Git git, Path directory, Path homes) {
        this.git = git;
        this.directory = directory;
        this.homes = new Homes(homes);
    }

    /** Where the workspace of that name is; the empty place where it could be if there is none. */
    public Path path(String name) throws IOException {
        var given = directory.resolve(name + GIVEN);
        return Files.isSymbolicLink(given) ? Homes.workspace(given) : directory.resolve(name);
    }

    /**
     * Checks a commit out; what a broken attempt left under this name is removed first. The result is a real repository whose
     * origin is the app's, and that cannot disturb the mirror.
     *
     * @param user whose it becomes; null for the server's own
     */
    public void checkOut(String name, Path mirror, Remote origin, Sha sha, @Nullable String user)
            throws IOException, InterruptedException {
        homes.remove(directory.resolve(name + GIVEN));
        Directories.delete(directory.resolve(name));
        if (user == null) {
            prepare(name, mirror, origin, sha, "--shared"); // borrows the mirror's objects
            return;
        }
        var account = Account.named(user);
        prepare(name, mirror, origin, sha, "--local"); // has them, as links: what is given away is a copy anyway
        homes.give(directory.resolve(name), directory.resolve(name + GIVEN), account);
        Directories.delete(directory.resolve(name));
    }

    private void prepare(String name, Path mirror, Remote origin, Sha sha, String objects)
            throws IOException, InterruptedException {
        Directories.makePrivate(directory);
        var workspace = directory.resolve(name);
        git.must(
                directory,
                LONGEST,
                "clone",
                "--quiet",
                objects,
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

    /** The mirrors from which they borrow. */
    public Set<Path> borrowed() throws IOException {
        var borrowed = new HashSet<Path>();
        for (var name : names()) {
            borrowed.addAll(Alternates.of(directory.resolve(name).resolve(".git")));
        }
        return borrowed;
    }

    /** Removes a workspace; missing is fine. */
    public void remove(String name) throws IOException {
        try {
            homes.remove(directory.resolve(name));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server goes down; its next start removes it
            return;
        }
        Directories.delete(directory.resolve(name));
    }

    /** A repository from elsewhere may not reach into this machine's files by naming them as its submodules. */
    private void submodules(Path workspace, Remote origin) throws IOException, InterruptedException {
        var protocols = origin.url().isLocal() ? "file:git:http:https:ssh" : "git:http:https:ssh";
        var done = git.reaching(origin)
                .over(protocols)
                .run(workspace, LONGEST, "submodule", "--quiet", "update", "--init", "--recursive");
        if (done.code() != 0) {
            throw new IOException("git submodule update: " + done.output());
        }
    }
}
