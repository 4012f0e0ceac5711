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

/** Checkouts by name, one for each deploy. Safe for many threads, one per name. */
public final class Workspaces {
    private static final String GIVEN = ".given";

    private final Git git;
    private final Path directory;
    private final Path closed;
    private final Homes homes;
    private final LargeFiles largeFiles;
    private final Warm warm;

    /**
     * @param directory for checkouts, in the server's own directory, which commits must not reach; created if missing
     * @param homes for workspaces of other users; created on first use, when the directory around it is opened to them
     */
    public Workspaces(Git git, Path directory, Path homes) {
        this.git = git;
        this.directory = directory;
        this.closed = directory.toAbsolutePath().resolveSibling(".").normalize();
        this.homes = new Homes(homes);
        this.largeFiles = new LargeFiles(git);
        this.warm = new Warm(git, directory, directory.resolveSibling("warm"));
    }

    /** The directory of a workspace, whether it exists or not. */
    public Path path(String name) throws IOException {
        var given = directory.resolve(name + GIVEN);
        return Files.isSymbolicLink(given) ? Homes.workspace(given) : directory.resolve(name);
    }

    /**
     * Creates a checkout with the objects of a mirror only; removes an incomplete one of the same name first. The
     * result is a normal repository whose origin is the app's, and whose commands cannot damage the mirror.
     */
    void borrow(Checkout it, Path mirror) throws IOException, InterruptedException {
        homes.remove(directory.resolve(it.name() + GIVEN));
        Directories.delete(directory.resolve(it.name()));
        warm.forget(it.name());
        Directories.makePrivate(directory);
        if (warm.make(it, mirror)) {
            return;
        }
        var workspace = directory.resolve(it.name());
        if (it.user() == null) {
            new BorrowedRepository(workspace.resolve(".git"), mirror)
                    .write(git, it.origin().url(), it.sha());
        } else {
            copy(it, mirror, workspace);
        }
        DetachedHead.checkOut(git, workspace, it.progress().left(), it.sha());
    }

    /** Links the mirror's objects instead of borrowing them, because the workspace is copied to its user later. */
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

    /** Fetches LFS files and submodules, which the mirror does not have, and gives the workspace to its user. */
    void complete(Checkout it) throws IOException, InterruptedException {
        var workspace = directory.resolve(it.name());
        var hasLargeFiles = largeFiles.fetch(workspace, it.origin(), it.progress());
        new SubmoduleCheckout(git, it, closed, largeFiles).fetchAll(workspace);
        if (!hasLargeFiles) {
            warm.save(it);
        }
        if (it.user() != null) {
            homes.give(workspace, directory.resolve(it.name() + GIVEN), Account.named(it.user()));
            Directories.delete(workspace);
        }
    }

    /** Changes the line that git clone has just written, without starting git again. */
    private static void nameOrigin(Path config, RepositoryUrl url) throws IOException {
        var lines = Files.readAllLines(config, StandardCharsets.UTF_8).stream()
                .map(line -> line.strip().startsWith("url = ") ? "\t" + line(url) : line)
                .toList();
        Files.write(config, lines, StandardCharsets.UTF_8);
    }

    /** The URL of a remote as a line of a configuration file, quoted as in git-config(1). */
    static String line(RepositoryUrl url) {
        return "url = \"%s\"".formatted(url.text().replace("\\", "\\\\").replace("\"", "\\\""));
    }

    /** The names of all workspaces. */
    public List<String> names() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }

    /** The mirrors that workspaces borrow from. */
    public Set<Path> borrowed() throws IOException {
        var borrowed = new HashSet<Path>();
        for (var name : names()) {
            borrowed.addAll(Alternates.of(directory.resolve(name).resolve(".git")));
        }
        return borrowed;
    }

    /**
     * Keeps a workspace for a checkout that names it as its warm one, in the place of an older one.
     *
     * @return false if it cannot be used again; nothing has changed then
     */
    public boolean keep(String name, String as) throws IOException {
        return warm.keep(name, as);
    }

    /** Removes a workspace; does nothing if it does not exist. */
    public void remove(String name) throws IOException {
        try {
            homes.remove(directory.resolve(name));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is shutting down; its next start removes it
            return;
        }
        if (name.startsWith(Sources.WARM)) {
            warm.remove(name);
        } else {
            Directories.delete(directory.resolve(name));
            warm.forget(name);
        }
    }
}
