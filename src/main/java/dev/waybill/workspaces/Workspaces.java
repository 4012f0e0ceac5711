package dev.waybill.workspaces;

import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.git.Git;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Fresh checkouts, one for each deploy, by name. Safe from many threads, as long as each name belongs to one. */
public final class Workspaces {
    private static final String GIVEN = ".given";

    private final Git git;
    private final Path directory;
    private final Path closed;
    private final Homes homes;
    private final LargeFiles largeFiles;

    /**
     * @param directory where they lie, in the server's own directory, into which no commit may reach; made when missing
     * @param homes where those lie that belong to other users; made when first needed, and the directory around it opened for them
     */
    public Workspaces(Git git, Path directory, Path homes) {
        this.git = git;
        this.directory = directory;
        this.closed = directory.toAbsolutePath().resolveSibling(".").normalize();
        this.homes = new Homes(homes);
        this.largeFiles = new LargeFiles(git);
    }

    /** Where the workspace of that name is; the empty place where it could be if there is none. */
    public Path path(String name) throws IOException {
        var given = directory.resolve(name + GIVEN);
        return Files.isSymbolicLink(given) ? Homes.workspace(given) : directory.resolve(name);
    }

    /**
     * Makes a checkout that has the files of a mirror, and no more; what a broken attempt left under its name is removed first. The
     * result is a real repository whose origin is the app's, and that cannot disturb the mirror.
     */
    void borrow(Checkout it, Path mirror) throws IOException, InterruptedException {
        homes.remove(directory.resolve(it.name() + GIVEN));
        Directories.delete(directory.resolve(it.name()));
        Directories.makePrivate(directory);
        var workspace = directory.resolve(it.name());
        if (it.user() == null) {
            new BorrowedRepository(workspace.resolve(".git"), mirror)
                    .write(git, it.origin().url(), it.sha());
        } else {
            copy(it, mirror, workspace);
        }
        git.must(
                workspace,
                it.progress().left(),
                "-c",
                "checkout.workers=0",
                "-c",
                "advice.detachedHead=false",
                "checkout",
                "--quiet",
                "--detach",
                it.sha().hex());
    }

    /** With the mirror's objects, as links: what is given away is a copy anyway. */
    private void copy(Checkout it, Path mirror, Path workspace) throws IOException, InterruptedException {
        git.must(
                directory,
                it.progress().left(),
                "clone",
                "--quiet",
                "--local",
                "--no-checkout",
                "--template=",
                "--",
                mirror.toString(),
                workspace.toString());
        nameOrigin(workspace.resolve(".git/config"), it.origin().url());
    }

    /** Fetches what the mirror does not have, and gives the checkout to its user. */
    void complete(Checkout it) throws IOException, InterruptedException {
        var workspace = directory.resolve(it.name());
        largeFiles.fetch(workspace, it.origin(), it.progress());
        new SubmoduleCheckout(git, it, closed, largeFiles).fetchAll(workspace);
        if (it.user() != null) {
            homes.give(workspace, directory.resolve(it.name() + GIVEN), Account.named(it.user()));
            Directories.delete(workspace);
        }
    }

    /** In the line that git clone has just written; git itself would take a process to do this. */
    private static void nameOrigin(Path config, RepositoryUrl url) throws IOException {
        var lines = Files.readAllLines(config, StandardCharsets.UTF_8).stream()
                .map(line -> line.strip().startsWith("url = ") ? "\t" + line(url) : line)
                .toList();
        Files.write(config, lines, StandardCharsets.UTF_8);
    }

    /** The line of a configuration that says where a repository is, as git-config(1) quotes values. */
    static String line(RepositoryUrl url) {
        return "url = \"%s\"".formatted(url.text().replace("\\", "\\\\").replace("\"", "\\\""));
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
}
