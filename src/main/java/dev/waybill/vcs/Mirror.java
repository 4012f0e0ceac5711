package dev.waybill.vcs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bare copy of one repository. One writer at a time: whoever wants it fresh joins the next fetch that has not begun yet,
 * never one under way, which may have read the remote before the caller's push. Guarded by {@code this}.
 */
final class Mirror {
    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);
    /** So that a power cut leaves no empty objects and refs behind. */
    private static final String SYNC_ALL = "core.fsync=all";

    /** The same, but for refs: a new mirror may get thousands of them, which are synced as one file at the end. */
    private static final String SYNC_OBJECTS = "core.fsync=objects,derived-metadata";

    /** What is fetched is there all at once. Unpacked, a commit would be seen before its files, and checked out without them. */
    private static final String IN_ONE_PACK = "fetch.unpackLimit=1";

    private static final Duration QUICK = Duration.ofSeconds(30);
    private static final Duration FETCH = Duration.ofMinutes(15);

    private final Git git;
    private final RepositoryUrl url;
    private final Path directory;
    private final ExecutorService threads;
    private final Observer observer;
    private boolean fetching;
    private @Nullable CompletableFuture<Void> next;
    private Remote nextRemote;
    private boolean nextWithHead;

    Mirror(Git git, RepositoryUrl url, Path directory, ExecutorService threads, Observer observer) {
        this.git = git;
        this.url = url;
        this.nextRemote = Remote.of(url);
        this.directory = directory;
        this.threads = threads;
        this.observer = observer;
    }

    Path directory() {
        return directory;
    }

    /**
     * Completes when a fetch that began after this call is done; fails with {@link IOException} and git's complaint.
     *
     * @param remote this repository, with what opens it; of those that join one fetch, the last counts
     */
    synchronized CompletableFuture<Void> fetch(Remote remote, boolean withHead) {
        if (next == null) {
            next = new CompletableFuture<>();
        }
        nextWithHead |= withHead;
        nextRemote = remote;
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
        var reaching = git.reaching(nextRemote);
        fetching = true;
        next = null;
        nextWithHead = false;
        try {
            threads.execute(() -> fetchNow(reaching, wanted, withHead));
        } catch (RejectedExecutionException e) {
            wanted.completeExceptionally(new IOException("the server is stopping", e));
        }
    }

    private void fetchNow(Git reaching, CompletableFuture<Void> wanted, boolean withHead) {
        try {
            observer.fetch(() -> refreshOrMakeAnew(reaching, withHead));
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

    private void refreshOrMakeAnew(Git reaching, boolean withHead) throws IOException, InterruptedException {
        try {
            refresh(reaching, withHead || !Files.isDirectory(directory));
        } catch (IOException e) {
            fetchAnewIfBroken(reaching, e);
        }
    }

    private void refresh(Git reaching, boolean withHead) throws IOException, InterruptedException {
        var isNew = isMade();
        reaching.mustAlone(
                directory.resolveSibling(directory.getFileName() + ".lock"),
                directory,
                FETCH,
                "-c",
                isNew ? SYNC_OBJECTS : SYNC_ALL,
                "-c",
                IN_ONE_PACK,
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
        if (isNew) {
            git.must(directory, FETCH, "-c", SYNC_ALL, "pack-refs", "--all");
        }
        if (withHead || head().isEmpty()) {
            readHead(reaching);
        }
    }

    /** If the remote answers and the fetch fails all the same, the mirror is at fault: it is set aside, and made anew. */
    private void fetchAnewIfBroken(Git reaching, IOException failure) throws IOException, InterruptedException {
        if (!reaching.run(directory, FETCH, "ls-remote", "--quiet", "--", url.text(), "HEAD")
                .ok()) {
            throw failure;
        }
        var aside = Files.createTempDirectory(directory.getParent(), directory.getFileName() + ".broken.");
        LOG.warn(
                "the mirror of {} is broken ({}); it is set aside as {} and fetched anew",
                url,
                failure.getMessage(),
                aside);
        Files.move(directory, aside, StandardCopyOption.ATOMIC_MOVE); // onto the empty directory
        refresh(reaching, true);
    }

    /** Whether it was missing, and so was made. */
    private boolean isMade() throws IOException, InterruptedException {
        if (Files.isDirectory(directory)) {
            return false;
        }
        var half = directory.resolveSibling(directory.getFileName() + ".new");
        Files.createDirectories(half);
        git.must(half, QUICK, "init", "--quiet", "--bare", "--template=", "--initial-branch=master", ".");
        for (var file : List.of("config", "HEAD")) {
            try (var channel = FileChannel.open(half.resolve(file), StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        Files.move(half, directory, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private void readHead(Git reaching) throws IOException, InterruptedException {
        var answer = reaching.must(directory, FETCH, "ls-remote", "--symref", "--", url.text(), "HEAD");
        var branch = answer.lines()
                .filter(line -> line.startsWith("ref: refs/heads/"))
                .map(line -> line.substring("ref: refs/heads/".length()).split("\\s", 2)[0])
                .findFirst();
        if (branch.isPresent() && !branch.equals(head())) {
            git.must(directory, QUICK, "-c", SYNC_ALL, "symbolic-ref", "HEAD", "refs/heads/" + branch.get());
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
