package dev.waybill.vcs.mirrors;

import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Unresolvable;
import dev.waybill.vcs.git.Git;
import dev.waybill.vcs.git.GitFailure;
import dev.waybill.vcs.git.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Updates the copy of one repository, and creates it if it is missing or damaged. One thread at a time. */
final class Fetching {
    private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);

    private static final Pattern OTHER_FORMAT = Pattern.compile("mismatched algorithms: client sha1; server sha256");
    private static final Pattern SHA_256 = Pattern.compile("(?m)^[0-9a-f]{64}\\tHEAD$");

    /** So that a power failure leaves no empty objects and refs. */
    static final String SYNC_ALL = "core.fsync=all";

    /** The same without refs: a new mirror can have thousands, which are synced as one file at the end. */
    private static final String SYNC_OBJECTS = "core.fsync=objects,derived-metadata";

    /**
     * A fetch arrives as one pack, so it becomes visible all at once. Unpacked, a commit could be found and checked out
     * before its files.
     */
    private static final String IN_ONE_PACK = "fetch.unpackLimit=1";

    private static final String BRANCHES = "+refs/heads/*:refs/heads/*";
    private static final String TAGS = "+refs/tags/*:refs/tags/*";

    /** Keeps the commit of a HEAD that does not name a branch. */
    private static final String DETACHED = "refs/waybill/head";

    private static final Duration QUICK = Duration.ofSeconds(30);

    /** How long the host has to respond after a fetch has failed. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    /** Slow transfers are allowed as long as they make progress and report it. */
    private static final Limits FETCH = new Limits(Duration.ofHours(12), Duration.ofMinutes(15), Duration.ofHours(12));

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private final Git git;
    private final RepositoryUrl url;
    private final Copies copies;
    private final Packs packs;
    private final Duration usualSilence;
    private Duration silence;
    private int failures;

    /** @param silence how long the host may be silent */
    Fetching(Git git, RepositoryUrl url, Copies copies, Duration silence) {
        this.git = git;
        this.url = url;
        this.copies = copies;
        this.packs = new Packs(git, copies);
        this.usualSilence = silence;
        this.silence = silence;
    }

    /** Fetches. If that fails although the host responds, it fetches again; if that fails, too, it checks the copy. */
    void refresh(Remote remote, boolean withHead) throws IOException, InterruptedException {
        try {
            fetch(remote, withHead);
        } catch (GitFailure e) {
            answersOrThrow(remote, e);
            LOG.warn("the fetch of {} was cut off, although its host responds; retrying: {}", url, e.getMessage());
            if (e.kind() == GitFailure.Kind.SILENT && silence.compareTo(LONGEST_SILENCE) < 0) {
                silence = silence.multipliedBy(2); // the host may be counting objects without sending keep-alives
            }
            removeLocks();
            fetchAgain(remote, withHead);
        }
        failures = 0;
        silence = usualSilence;
    }

    private void fetchAgain(Remote remote, boolean withHead) throws IOException, InterruptedException {
        try {
            fetch(remote, withHead);
        } catch (GitFailure e) {
            failures++;
            // A check of a large copy takes long, so it only follows the first, second, fourth, eighth ... failure.
            if (e.kind() != GitFailure.Kind.ENDED || Integer.bitCount(failures) != 1 || !mend(remote)) {
                throw e;
            }
        }
    }

    /**
     * Removes the locks on refs that a killed git process or a power failure left; otherwise every fetch would fail. No
     * live process holds one, because the git command that just failed had exclusive access. If a lock cannot be
     * removed, the next fetch fails; a copy without refs is left to {@link #mend}.
     */
    private void removeLocks() {
        if (!copies.isThere()) {
            return;
        }
        var copy = copies.newest();
        try (var own = Files.list(copy);
                var refs = Files.walk(copy.resolve("refs"))) {
            var locks = Stream.concat(own, refs)
                    .filter(file -> file.toString().endsWith(".lock") && Files.isRegularFile(file))
                    .toList();
            for (var lock : locks) {
                LOG.warn("removed {}, which a killed git process had left behind", lock);
                Files.deleteIfExists(lock);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("cannot search {} for locks on refs", copy, e);
        }
    }

    private void answersOrThrow(Remote remote, GitFailure failure) throws IOException, InterruptedException {
        var asked = reaching(remote).run(outside(), QUICK, "ls-remote", "--quiet", "--", url.text(), "HEAD");
        if (OTHER_FORMAT.matcher(failure.getMessage()).find()
                || SHA_256.matcher(asked.output()).find()) {
            throw new Unresolvable(
                    "%s has SHA-256 object names, which cannot be deployed; use a repository with SHA-1 names"
                            .formatted(url));
        }
        if (failure.kind() == GitFailure.Kind.LOCKED || !asked.ok()) {
            throw failure;
        }
    }

    /**
     * Creates a new copy if git finds damage in the current one, which is kept for checkouts that borrow from it.
     *
     * @return whether a new copy was created
     */
    boolean mend(Remote remote) throws IOException, InterruptedException {
        if (!copies.isThere()) {
            return false;
        }
        var broken = copies.newest();
        var found = new Damage(git, broken).find();
        if (found.isEmpty()) {
            return false;
        }
        LOG.warn("the mirror of {} is damaged ({}); creating a new one next to it, {}", url, found.get(), broken);
        make(remote);
        return true;
    }

    private void fetch(Remote remote, boolean withHead) throws IOException, InterruptedException {
        if (!copies.isThere()) {
            make(remote);
            return;
        }
        var copy = copies.newest();
        if (withHead || Head.of(copy) instanceof Head.Nowhere) {
            fetchWithHead(copy, remote);
        } else {
            fetchInto(copy, remote, SYNC_ALL, BRANCHES, TAGS);
        }
    }

    /** Both requests run at the same time, because each costs a round trip. */
    private void fetchWithHead(Path copy, Remote remote) throws IOException, InterruptedException {
        var head = new FutureTask<>(() -> head(remote));
        Thread.ofVirtual().name("head of " + url).start(head);
        try {
            fetchInto(copy, remote, SYNC_ALL, BRANCHES, TAGS);
            keepHead(copy, remote, head.get());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            head.cancel(true);
        }
    }

    /** The copy becomes current only once it is complete. */
    private void make(Remote remote) throws IOException, InterruptedException {
        var half = copies.half();
        Trees.delete(half);
        Files.createDirectories(half);
        git.must(half, QUICK, "init", "--quiet", "--bare", "--template=", "--initial-branch=" + Head.NOWHERE, ".");
        for (var file : List.of("config", "HEAD")) {
            try (var channel = FileChannel.open(half.resolve(file), StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        fetchInto(half, remote, SYNC_OBJECTS, BRANCHES, TAGS);
        git.must(half, FETCH.idle(), "-c", SYNC_ALL, "pack-refs", "--all");
        keepHead(half, remote, head(remote));
        copies.adoptHalf();
    }

    private void fetchInto(Path copy, Remote remote, String sync, String... refs)
            throws IOException, InterruptedException {
        packs.removeRemains(copy);
        var command = new ArrayList<>(List.of("-c", sync, "-c", IN_ONE_PACK));
        command.addAll(List.of("fetch", "--progress", "--prune", "--force", "--no-write-fetch-head"));
        command.addAll(List.of("--no-recurse-submodules", "--", url.text()));
        command.addAll(List.of(refs));
        reaching(remote).mustAlone(copies.lock(), copy, FETCH, command.toArray(String[]::new));
    }

    /** The packs that fetches leave. */
    Packs packs() {
        return packs;
    }

    private Head head(Remote remote) throws IOException, InterruptedException {
        return Head.told(reaching(remote).answer(outside(), QUICK, "ls-remote", "--symref", "--", url.text(), "HEAD"));
    }

    private void keepHead(Path copy, Remote remote, Head told) throws IOException, InterruptedException {
        if (told.equals(Head.of(copy))) {
            return;
        }
        switch (told) {
            case Head.Branch(var name) -> nameHead(copy, name);
            case Head.Detached(var sha) -> {
                if (!git.run(copy, QUICK, "cat-file", "-e", sha + "^{commit}").ok()) {
                    fetchInto(copy, remote, SYNC_ALL, "+HEAD:" + DETACHED); // it is on no branch
                }
                git.must(copy, QUICK, "-c", SYNC_ALL, "update-ref", "--no-deref", "HEAD", sha.hex());
            }
            case Head.Nowhere() -> {
                LOG.warn("the HEAD of {} names no branch that is there", url);
                nameHead(copy, Head.NOWHERE);
            }
        }
    }

    private void nameHead(Path copy, String branch) throws IOException, InterruptedException {
        git.must(copy, QUICK, "-c", SYNC_ALL, "symbolic-ref", "HEAD", "refs/heads/" + branch);
    }

    private Git reaching(Remote remote) {
        return git.reaching(remote).withSilence(silence);
    }

    /** Not a repository, so that git can contact the remote even if the copy is damaged. */
    private Path outside() throws IOException {
        return Files.createDirectories(copies.lock().toAbsolutePath().getParent());
    }
}
