package dev.waybill.workspaces;

import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.git.Git;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Fetches files in Git LFS. git checks out their pointers, without contacting a host; then git-lfs fetches them with
 * the credentials of the repository. Thread-safe.
 */
final class LargeFiles {
    private static final byte[] POINTER =
            "version https://git-lfs.github.com/spec/v1".getBytes(StandardCharsets.US_ASCII);

    /** What git-lfs install would write to the configuration, and settings that a commit must not change. */
    private static final List<String> FILTER = List.of(
            "-c", "filter.lfs.clean=git-lfs clean -- %f",
            "-c", "filter.lfs.smudge=git-lfs smudge -- %f",
            "-c", "filter.lfs.process=git-lfs filter-process",
            "-c", "filter.lfs.required=true",
            "-c", "lfs.skipdownloaderrors=false",
            "-c", "lfs.concurrenttransfers=4",
            "-c", "lfs.transfer.maxretries=2");

    private final Git git;

    LargeFiles(Git git) {
        this.git = git;
    }

    private static String[] with(List<String> options, String... command) {
        var all = new ArrayList<>(options);
        all.addAll(List.of(command));
        return all.toArray(String[]::new);
    }

    /**
     * Fetches the files of a checkout; does nothing if there are none.
     *
     * @param remote the repository that it was fetched from
     * @return whether there are some
     * @throws IOException with a message if they cannot be fetched
     */
    boolean fetch(Path repository, Remote remote, Checkout.Progress progress) throws IOException, InterruptedException {
        var pointers = pointers(repository, progress);
        if (pointers.isEmpty()) {
            return false;
        }
        if (!git.run(repository, progress.left(), "lfs", "version").ok()) {
            throw new IOException(
                    "the commit has %s in Git LFS, but git-lfs is not installed here; install it (apt-get install git-lfs), and deploy again"
                            .formatted(shown(pointers)));
        }
        var settings = settings(repository, progress);
        progress.begins("fetching %s from Git LFS".formatted(shown(pointers)));
        succeed(git.reaching(remote).run(repository, progress.left(), fetching(settings)));
        succeed(git.run(repository, progress.left(), with(FILTER, "lfs", "checkout")));
        keepFilter(repository, progress);
        var missing = pointers(repository, progress);
        if (!missing.isEmpty() && !Files.exists(repository.resolve(".lfsconfig"))) {
            throw new IOException("Git LFS: %s were not fetched".formatted(shown(missing)));
        }
        return true;
    }

    /** The files that are tracked by Git LFS and are only pointers so far. */
    private List<String> pointers(Path repository, Checkout.Progress progress)
            throws IOException, InterruptedException {
        if (!new IndexFile(repository.resolve(".git/index")).mayName(".gitattributes")) {
            return List.of();
        }
        var attributes = git.run(
                repository, progress.left(), "grep", "--cached", "-q", "-F", "filter=lfs", "--", "*.gitattributes");
        if (!attributes.ok()) {
            return List.of();
        }
        var pointers = new ArrayList<String>();
        for (var file : git.answer(repository, progress.left(), "ls-files", "-z", "--", ":(attr:filter=lfs)")
                .split("\0")) {
            if (!file.isEmpty() && isPointer(repository.resolve(file))) {
                pointers.add(file);
            }
        }
        return pointers;
    }

    private static boolean isPointer(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var stream = Files.newInputStream(file)) {
            return Arrays.equals(stream.readNBytes(POINTER.length), POINTER);
        }
    }

    private static void succeed(Git.Done done) throws IOException {
        if (!done.ok()) {
            throw new IOException("Git LFS: " + Git.complaint(done));
        }
    }

    /** Overrides the user's configuration: fetches all files of the commit, into the checkout itself. */
    private static String[] fetching(Map<String, String> settings) {
        var options = new ArrayList<>(FILTER);
        for (var which : List.of("lfs.fetchinclude", "lfs.fetchexclude")) {
            options.addAll(List.of("-c", which + "=" + settings.getOrDefault(which, "")));
        }
        options.addAll(List.of("-c", "lfs.storage=lfs", "-c", "lfs.fetchrecentalways=false"));
        return with(options, "lfs", "fetch");
    }

    /**
     * The settings of the commit. It may name another LFS server, but not a path of this machine, because git-lfs would
     * read that without checking permissions.
     */
    private Map<String, String> settings(Path repository, Checkout.Progress progress)
            throws IOException, InterruptedException {
        var file = repository.resolve(".lfsconfig");
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Map.of();
        }
        if (Files.isSymbolicLink(file)) {
            throw new IOException("Git LFS: .lfsconfig is a symbolic link");
        }
        var settings = new HashMap<String, String>();
        for (var setting : git.answer(
                        repository, progress.left(), "config", "--file", ".lfsconfig", "--no-includes", "-z", "--list")
                .split("\0")) {
            var key = setting.split("\n", 2)[0].toLowerCase(Locale.ROOT);
            var value = setting.contains("\n") ? setting.substring(setting.indexOf('\n') + 1) : "";
            var isUrl = key.endsWith("url");
            if (isUrl && (RepositoryUrl.objection(value).isPresent() || new RepositoryUrl(value).isLocal())) {
                throw new IOException("Git LFS: %s of .lfsconfig is not the URL of a server: %s"
                        .formatted(Gitmodules.shown(key), Gitmodules.shown(value)));
            }
            settings.put(key, value);
        }
        return settings;
    }

    /** Makes git report no changes when a command asks it for the status. */
    private void keepFilter(Path repository, Checkout.Progress progress) throws IOException, InterruptedException {
        for (var at = 1; at < 8; at += 2) {
            var setting = FILTER.get(at).split("=", 2);
            git.must(repository, progress.left(), "config", setting[0], setting[1]);
        }
    }

    private static String shown(List<String> files) {
        return files.size() == 1
                ? "1 file (%s)".formatted(Gitmodules.shown(files.getFirst()))
                : "%,d files (such as %s)".formatted(files.size(), Gitmodules.shown(files.getFirst()));
    }
}
