package dev.waybill.vcs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The bare copy of one repository. One writer at a time: whoever wants it fresh joins the next fetch that has not begun yet,
 * never one under way, which may have read the remote before the caller's push. Guarded by {@code this}.
 */
final class Mirror {
    private static final Duration QUICK = Duration.ofSeconds(30);
    private static final Duration FETCH = Duration.ofMinutes(15);

    private final Git git;
    private final RepositoryUrl url;
    private final Path directory;
    private boolean fetching;
    private @Nullable CompletableFuture<Void> next;
    private boolean nextWithHead;

    Mirror(Git git, RepositoryUrl url, Path directory) {
        this.git = git;
        this.url = url;
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /** Completes when a fetch that began after this call is done; fails with {@link IOException} and git's complaint. */
    synchronized CompletableFuture<Void> fetch(boolean withHead) {
        if (next == null) {
            next = new CompletableFuture<>();
        }
        nextWithHead |= withHead;
        var mine = next;
        startNext();
        return mine;
    }

    private synchronized void startNext() {
        var wanted = next;
        if (fetching || wanted == null) {
            return;
        }
        var withHead = nextWithHead;
        fetching = true;
        next = null;
        nextWithHead = false;
        Thread.ofVirtual().name("fetch " + url.key()).start(() -> fetchNow(wanted, withHead));
    }

    private void fetchNow(CompletableFuture<Void> wanted, boolean withHead) {
        try {
            var isNew = makeIfMissing();
            git.must(
                    directory,
                    FETCH,
                    "fetch",
                    "--quiet",
                    "--prune",
                    "--force",
                    "--no-write-fetch-head",
                    "--no-recurse-submodules",
                    "--",
                    url.text(),
                    "+refs/heads/*:refs/heads/*",
                    "+refs/tags/*:refs/tags/*");
            if (isNew || withHead || head().isEmpty()) {
                readHead();
            }
            wanted.complete(null);
        } catch (IOException | RuntimeException e) {
            wanted.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wanted.completeExceptionally(new IOException("the fetch of " + url + " was interrupted"));
        } finally {
            synchronized (this) {
                fetching = false;
            }
            startNext();
        }
    }

    private boolean makeIfMissing() throws IOException, InterruptedException {
        if (Files.isDirectory(directory)) {
            return false;
        }
        var half = directory.resolveSibling(directory.getFileName() + ".new");
        Files.createDirectories(half);
        git.must(half, QUICK, "init", "--quiet", "--bare", "--template=", "--initial-branch=master", ".");
        Files.move(half, directory, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private void readHead() throws IOException, InterruptedException {
        var answer = git.must(directory, FETCH, "ls-remote", "--symref", "--", url.text(), "HEAD");
        var branch = answer.lines()
                .filter(line -> line.startsWith("ref: refs/heads/"))
                .map(line -> line.substring("ref: refs/heads/".length()).split("\\s", 2)[0])
                .findFirst();
        if (branch.isPresent()) {
            git.must(directory, QUICK, "symbolic-ref", "HEAD", "refs/heads/" + branch.get());
        }
    }

    /** The branch that HEAD names, if it is there; empty while it is not known. */
    Optional<String> head() {
        try {
            var line = Files.readString(directory.resolve("HEAD")).strip();
            var prefix = "ref: refs/heads/";
            return line.startsWith(prefix) ? Optional.of(line.substring(prefix.length())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The commit that a ref means here; empty if there is none. */
    Optional<Sha> resolve(Ref ref) throws IOException, InterruptedException {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        var done = git.run(directory, QUICK, "rev-parse", "--verify", "--quiet", ref.name() + "^{commit}");
        // A warning stands before the answer when a tag and a branch share the name.
        return done.ok() ? done.output().lines().filter(Sha::isFull).findFirst().map(Sha::new) : Optional.empty();
    }
}
