package dev.waybill.workspaces;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where the commands of other users work: {@code DATA/homes/RANDOM.USER}, made, filled and removed by that user, whose alone it
 * is. A link of the server's, on which that user has no hand, says which it is.
 */
final class Homes {
    /** Everybody may add to it, nobody may list it, and only its owner removes a thing: no name there can be guessed and taken. */
    private static final int STICKY_AND_UNLISTED = 01733;

    private static final Pattern HOME = Pattern.compile("[0-9a-f-]{36}\\.(.+)");

    private final Path directory;

    /** @param directory made when it is first needed, and only then can others enter the data directory around it */
    Homes(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** Where the checkout is that was given away under this link. */
    static Path workspace(Path link) throws IOException {
        return Files.readSymbolicLink(link).resolve("workspace");
    }

    /** Makes a copy of a checkout that belongs to a user. The link comes first, so that what broke halfway is found and removed. */
    void give(Path checkout, Path link, Account account) throws IOException, InterruptedException {
        open();
        var home = directory.resolve(UUID.randomUUID() + "." + account.user());
        Files.createSymbolicLink(link, home);
        account.run(
                "mkdir", "-m", "700", home.toString(), home.resolve("workspace").toString());
        account.copy(checkout, home.resolve("workspace"));
        refreshIndex(home.resolve("workspace"), account);
    }

    /** It knows the files by owner and inode; scripts that ask git diff-index whether something has changed would hear yes. */
    private static void refreshIndex(Path workspace, Account account) throws IOException, InterruptedException {
        account.run("git", "-C", workspace.toString(), "update-index", "-q", "--refresh");
    }

    private void open() throws IOException {
        Directories.makePrivate(directory);
        Files.setAttribute(directory, "unix:mode", STICKY_AND_UNLISTED);
        Files.setPosixFilePermissions(directory.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
    }

    /**
     * Removes what was given away, as the user to whom it was given; a link that is missing is fine. Of a link that leads elsewhere, or
     * nowhere, only the link goes.
     */
    void remove(Path link) throws IOException, InterruptedException {
        if (!Files.isSymbolicLink(link)) {
            return;
        }
        var name = Files.readSymbolicLink(link).getFileName();
        var given = HOME.matcher(String.valueOf(name));
        var home = directory.resolve(String.valueOf(name));
        if (given.matches() && Files.exists(home, NOFOLLOW_LINKS)) {
            Mounts.undo(home);
            Account.named(given.group(1)).remove(home);
        }
        Files.delete(link);
    }
}
