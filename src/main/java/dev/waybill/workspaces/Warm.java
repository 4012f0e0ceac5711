package dev.waybill.workspaces;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import dev.waybill.vcs.git.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkouts that a later deploy begins with (docs/decisions/0054). Git finds what differs from the next commit by
 * comparing the files with the index that was saved before any command ran; nothing else is taken from what the
 * commands have left. Whatever looks odd is removed, and the commit is checked out afresh.
 */
final class Warm {
    private static final Logger LOG = LoggerFactory.getLogger(Warm.class);
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int MOST_TICKS = 1_000;
    private static final String INDEX = "index";
    /** Not part of the name of an environment. */
    private static final String LEAVING = "~";

    private static final String ORIGIN = "origin";

    private final Git git;
    private final Path workspaces;
    private final Path saved;

    /** @param saved a directory for indexes, which commands do not get to see; created on first use */
    Warm(Git git, Path workspaces, Path saved) {
        this.git = git;
        this.workspaces = workspaces;
        this.saved = saved;
    }

    /**
     * Makes a checkout of a warm workspace, which is used up whether it works or not.
     *
     * @return false if there is none, or it cannot be used: nothing is left of it then
     */
    boolean make(Checkout it, Path mirror) throws IOException, InterruptedException {
        var warm = it.warm();
        var workspace = workspaces.resolve(it.name());
        if (warm == null || !isMoved(workspaces.resolve(warm), workspace)) {
            return false;
        }
        try {
            it.progress().begins("checking out the commit in a warm workspace");
            reuse(it, saved.resolve(warm), mirror, workspace);
            return true;
        } catch (IOException e) {
            it.progress()
                    .begins("checking out the commit afresh, because the warm workspace cannot be used: "
                            + e.getMessage());
            leave(workspace);
            return false;
        } finally {
            forget(warm);
        }
    }

    /**
     * Renames it first, so that a checkout that begins at the same time has all of it, or nothing, and so that its name is
     * free even if not all of it can be removed: that is tried again with the files of its deploy, or at the next start.
     */
    private static void leave(Path workspace) throws IOException {
        var leaving = workspace.resolveSibling(workspace.getFileName() + LEAVING + UUID.randomUUID());
        if (!isMoved(workspace, leaving)) {
            return;
        }
        try {
            Directories.delete(leaving);
        } catch (IOException e) {
            LOG.warn("workspace {} is left: {}", leaving.getFileName(), e.getMessage());
        }
    }

    private static boolean isMoved(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void reuse(Checkout it, Path kept, Path mirror, Path workspace) throws IOException, InterruptedException {
        if (!Files.isDirectory(workspace, NOFOLLOW_LINKS)) {
            throw new IOException("it is not a directory any more");
        }
        if (Mounts.areIn(workspace)) {
            throw new IOException("something is mounted in it");
        }
        if (!Files.isRegularFile(kept.resolve(INDEX)) || !origin(it).equals(text(kept.resolve(ORIGIN)))) {
            throw new IOException("it is of another repository, of before the last reboot, or has no index");
        }
        var process = Processes.using(workspace);
        if (process.isPresent()) {
            throw new IOException("process %d still uses it".formatted(process.getAsLong()));
        }
        var tree = new WarmTree(workspace);
        tree.removeRepository();
        new BorrowedRepository(workspace.resolve(".git"), mirror)
                .write(git, it.origin().url(), it.sha());
        tree.restore(Files.getLastModifiedTime(kept.resolve(INDEX)));
        Files.copy(kept.resolve(INDEX), workspace.resolve(".git/index"), COPY_ATTRIBUTES);
        update(it, workspace);
    }

    /** Cleans first: git would apply a {@code .gitattributes} that a command left, or look through a symbolic link. */
    private void update(Checkout it, Path workspace) throws IOException, InterruptedException {
        var left = it.progress().left().dividedBy(2); // enough must be left to do it afresh
        var attributes = git.run(
                workspace, left, "diff-index", "--cached", "--quiet", it.sha().hex(), "--", ":(glob)**/.gitattributes");
        if (!attributes.ok()) {
            throw new IOException("the attributes of its files have changed (.gitattributes)");
        }
        git.must(workspace, left, "clean", "--quiet", "-ffdx");
        DetachedHead.checkOut(git, workspace, left, it.sha(), "--force");
        git.must(workspace, left, "clean", "--quiet", "-ffdx");
    }

    /**
     * Saves what is needed to use a checkout again, before any command runs in it. Without it, it is not kept: if it has
     * submodules, for example, whose files the index does not know.
     */
    void save(Checkout it) throws IOException {
        var index = workspaces.resolve(it.name()).resolve(".git/index");
        var file = new IndexFile(index);
        if (it.warm() == null || file.mayName(".gitmodules")) {
            return;
        }
        try {
            if (file.hasCommit(it.sha().hex().length() / 2)) {
                return;
            }
            var into = Directories.makePrivate(saved.resolve(it.name()));
            Files.copy(index, into.resolve(INDEX), COPY_ATTRIBUTES); // git compares its time with those of the files
            writeLater(into.resolve(ORIGIN), origin(it), Files.getLastModifiedTime(index));
        } catch (IOException e) {
            LOG.info("workspace {} will not be used again: {}", it.name(), e.toString());
            forget(it.name());
        }
    }

    /** Writes it until the clock of the file system has gone on, so that all changes by commands come after a time. */
    private static void writeLater(Path file, String text, FileTime time) throws IOException {
        for (var times = 0; times < MOST_TICKS; times++) {
            Files.writeString(file, text);
            if (Files.getLastModifiedTime(file).compareTo(time) > 0) {
                return;
            }
        }
        throw new IOException("the clock of its file system stands still");
    }

    /** A crash of the machine may lose the content of files but not their sizes and times. */
    private static String origin(Checkout it) throws IOException {
        return "%s\n%s".formatted(it.origin().url().text(), text(BOOT));
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /**
     * Keeps a workspace for a checkout that names it, in the place of an older one.
     *
     * @return false if it cannot be used again; nothing has changed then
     */
    boolean keep(String name, String warm) throws IOException {
        var workspace = workspaces.resolve(name);
        if (!Files.isDirectory(saved.resolve(name)) || !Files.isDirectory(workspace, NOFOLLOW_LINKS)) {
            return false;
        }
        Processes.awaitNone(workspace);
        remove(warm);
        Files.move(saved.resolve(name), saved.resolve(warm), ATOMIC_MOVE);
        Files.move(workspace, workspaces.resolve(warm), ATOMIC_MOVE);
        return true;
    }

    /** What cannot be deleted of it is only logged, and tried again at the next start. */
    void remove(String warm) throws IOException {
        if (warm.contains(LEAVING)) {
            Directories.delete(workspaces.resolve(warm));
        } else {
            leave(workspaces.resolve(warm));
        }
        forget(warm);
    }

    /** Removes what was saved of a workspace. */
    void forget(String name) throws IOException {
        Directories.delete(saved.resolve(name));
    }
}
