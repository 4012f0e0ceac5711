package dev.waybill.workspaces;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Workspaces and caches of other users, at {@code DATA/homes/RANDOM.USER}. Each is created, filled and removed by its
 * user, and accessible only to that user. A symbolic link in the server's own directory, which that user cannot change, says
 * where it is.
 */
final class Homes {
    /**
     * Sticky and not listable: all users can create directories, nobody can list them, and only the owner can remove
     * one. So nobody can guess a name and take it first.
     */
    private static final int STICKY_AND_UNLISTED = 01733;

    private static final Pattern HOME = Pattern.compile("[0-9a-f-]{36}\\.(.+)");

    private final Path directory;

    /** @param directory created on first use; only then is the data directory around it opened to other users */
    Homes(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** The workspace that a link points to. */
    static Path workspace(Path link) throws IOException {
        return Files.readSymbolicLink(link).resolve("workspace");
    }

    /** Copies a checkout for a user. The link is created first, so that an incomplete copy is found and removed. */
    void give(Path checkout, Path link, Account account) throws IOException, InterruptedException {
        var home = make(link, account);
        account.run("mkdir", "-m", "700", home.resolve("workspace").toString());
        account.copy(checkout, home.resolve("workspace"));
        refreshIndex(home.resolve("workspace"), account);
    }

    /**
     * A directory of a user's that stays until its link is removed. It is made again if it is gone, or if somebody else
     * has one of that name now.
     */
    Path keep(Path link, Account account) throws IOException, InterruptedException {
        if (Files.isSymbolicLink(link) && !belongsTo(account, home(link))) {
            Files.delete(link);
        }
        return Files.isSymbolicLink(link) ? home(link) : make(link, account);
    }

    /** Where a link points to, also after the data directory was moved. */
    Path home(Path link) throws IOException {
        return directory.resolve(String.valueOf(Files.readSymbolicLink(link).getFileName()));
    }

    private static boolean belongsTo(Account account, Path home) throws IOException {
        var user = home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(account.user());
        return Files.isDirectory(home, NOFOLLOW_LINKS)
                && Files.getOwner(home, NOFOLLOW_LINKS).equals(user);
    }

    private Path make(Path link, Account account) throws IOException, InterruptedException {
        open();
        var home = directory.resolve(UUID.randomUUID() + "." + account.user());
        Files.createSymbolicLink(link, home);
        account.run("mkdir", "-m", "700", home.toString());
        return home;
    }

    /**
     * The index identifies files by owner and inode, so without this, git diff-index would report all files of the copy
     * as changed.
     */
    private static void refreshIndex(Path workspace, Account account) throws IOException, InterruptedException {
        account.run("git", "-C", workspace.toString(), "update-index", "-q", "--refresh");
    }

    private void open() throws IOException {
        Directories.makePrivate(directory);
        Files.setAttribute(directory, "unix:mode", STICKY_AND_UNLISTED);
        Files.setPosixFilePermissions(directory.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
    }

    /**
     * Removes a workspace or a cache as its user. Does nothing if the link does not exist. If the link is invalid, only the link
     * is removed.
     */
    void remove(Path link) throws IOException, InterruptedException {
        if (!Files.isSymbolicLink(link)) {
            return;
        }
        var name = Files.readSymbolicLink(link).getFileName();
        var given = HOME.matcher(String.valueOf(name));
        var home = directory.resolve(String.valueOf(name));
        if (given.matches() && Files.exists(home, NOFOLLOW_LINKS)) {
            Directories.delete(home, Account.named(given.group(1)));
        }
        Files.delete(link);
    }
}
