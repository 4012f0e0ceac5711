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

/** Brings the copy of one repository up to date, and makes one where there is none, or a broken one. One at a time. */
final class Fetching {
    private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);

    private static final Pattern OTHER_FORMAT = Pattern.compile("mismatched algorithms: client sha1; server sha256");
    private static final Pattern SHA_256 = Pattern.compile("(?m)^[0-9a-f]{64}\\tHEAD$");

    /** So that a power cut leaves no empty objects and refs behind. */
    private static final String SYNC_ALL = "core.fsync=all";

    /** The same, but for refs: a new mirror may get thousands of them, which are synced as one file at the end. */
    private static final String SYNC_OBJECTS = "core.fsync=objects,derived-metadata";

    /** What is fetched is there all at once. Unpacked, a commit would be seen before its files, and checked out without them. */
    private static final String IN_ONE_PACK = "fetch.unpackLimit=1";

    private static final String BRANCHES = "+refs/heads/*:refs/heads/*";
    private static final String TAGS = "+refs/tags/*:refs/tags/*";

    /** Keeps the commit of a HEAD that names no branch. */
    private static final String DETACHED = "refs/waybill/head";

    private static final Duration QUICK = Duration.ofSeconds(30);

    /** After a fetch has failed, its host has this long to show that it is there. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    /** A slow transfer may take its time as long as it moves, and says so now and then. */
    private static final Limits FETCH = new Limits(Duration.ofHours(12), Duration.ofMinutes(15), Duration.ofHours(12));

    private static final int UNKNOWN_OPTION = 129;

    private static final int MOST_PACKS = 20;

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private final Git git;
    private final RepositoryUrl url;
    private final Copies copies;
    private final Duration usualSilence;
    private Duration silence;
    private int failures;
    private volatile boolean isPacking;

    /** @param silence how long the host may show no sign of life */
    Fetching(Git git, RepositoryUrl url, Copies copies, Duration silence) {
        this.git = git;
        this.url = url;
        this.copies = copies;
        this.usualSilence = silence;
        this.silence = silence;
    }

    /** Fetches. If that fails although the remote answers, once more; and if it fails again, looks at the copy. */
    void refresh(Remote remote, boolean withHead) throws IOException, InterruptedException {
        try {
            fetch(remote, withHead);
        } catch (GitFailure e) {
            answersOrThrow(remote, e);
            LOG.warn("the fetch of {} was cut off, although its host responds; retrying: {}", url, e.getMessage());
            if (e.kind() == GitFailure.Kind.SILENT && silence.compareTo(LONGEST_SILENCE) < 0) {
                silence = silence.multipliedBy(2); // its host may be one that counts for long without a word
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
            // A check takes long where a copy is large: after the first failure, the second, the fourth and so on.
            if (e.kind() != GitFailure.Kind.ENDED || Integer.bitCount(failures) != 1 || !mend(remote)) {
                throw e;
            }
        }
    }

    /**
     * Removes locks on refs that a killed git process, or a power cut, has left: every later git would fail at them. No live
     * process holds one, since the git that has just failed had the copy to itself. A lock that cannot be removed fails the next
     * fetch; a copy that has lost its refs is left to {@link #mend}.
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
            LOG.warn("cannot look for locks of refs in {}", copy, e);
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

    /** Makes a new copy if git finds that the one that is there is damaged; the old one stays for those that borrow from it. */
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

    /** Both are asked at once: a host that is far away costs one wait rather than two. */
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

    /** It counts only when it is whole. */
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
        removeRemains(copy);
        var command = new ArrayList<>(List.of("-c", sync, "-c", IN_ONE_PACK));
        command.addAll(List.of("fetch", "--progress", "--prune", "--force", "--no-write-fetch-head"));
        command.addAll(List.of("--no-recurse-submodules", "--", url.text()));
        command.addAll(List.of(refs));
        reaching(remote).mustAlone(copies.lock(), copy, FETCH, command.toArray(String[]::new));
    }

    /** What a transfer that was cut off has left; git itself removes it only with what nobody needs any more. */
    private void removeRemains(Path copy) throws IOException {
        var packs = copy.resolve("objects/pack");
        if (Files.isDirectory(packs) && !isPacking) {
            try (var remains = Files.newDirectoryStream(packs, "tmp_pack_*")) {
                for (var one : remains) {
                    Files.deleteIfExists(one);
                }
            }
        }
    }

    /** Whether so many fetches have left a pack each that they are worth to be joined. */
    boolean hasManyPacks() throws IOException {
        try (var files = Files.list(copies.newest().resolve("objects/pack"))) {
            return !isPacking
                    && files.filter(file -> file.toString().endsWith(".pack")).count() > MOST_PACKS;
        }
    }

    /**
     * Joins small packs to larger ones, and leaves the large ones alone. Nothing is lost, not even what no branch leads to:
     * checkouts borrow
     * it. May go on beside a fetch, on another thread.
     */
    void joinPacks() throws IOException, InterruptedException {
        isPacking = true;
        try {
            if (repack("--geometric=2", "-d").code() == UNKNOWN_OPTION) { // git before 2.32
                repack("-a", "-d", "--keep-unreachable");
            }
        } finally {
            isPacking = false;
        }
    }

    private Git.Done repack(String... how) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("-c", SYNC_ALL, "-c", "pack.threads=1"));
        command.addAll(List.of("-c", "repack.writeBitmaps=false", "repack", "--quiet"));
        command.addAll(List.of(how));
        var done = git.run(copies.newest(), FETCH.total(), command.toArray(String[]::new));
        if (!done.ok() && done.code() != UNKNOWN_OPTION) {
            throw GitFailure.of(done, "repack");
        }
        return done;
    }

    private Head head(Remote remote) throws IOException, InterruptedException {
        return Head.told(reaching(remote).must(outside(), QUICK, "ls-remote", "--symref", "--", url.text(), "HEAD"));
    }

    private void keepHead(Path copy, Remote remote, Head told) throws IOException, InterruptedException {
        if (told.equals(Head.of(copy))) {
            return;
        }
        switch (told) {
            case Head.Branch(var name) -> nameHead(copy, name);
            case Head.Detached(var sha) -> {
                if (!git.run(copy, QUICK, "cat-file", "-e", sha + "^{commit}").ok()) {
                    fetchInto(copy, remote, SYNC_ALL, "+HEAD:" + DETACHED); // no branch leads to it
                }
                git.must(copy, QUICK, "-c", SYNC_ALL, "update-ref", "--no-deref", "HEAD", sha.hex());
            }
            case Head.Nowhere() -> nameHead(copy, Head.NOWHERE);
        }
    }

    private void nameHead(Path copy, String branch) throws IOException, InterruptedException {
        git.must(copy, QUICK, "-c", SYNC_ALL, "symbolic-ref", "HEAD", "refs/heads/" + branch);
    }

    private Git reaching(Remote remote) {
        return git.reaching(remote).withSilence(silence);
    }

    /** No repository, so that what is broken does not keep git from asking. */
    private Path outside() throws IOException {
        return Files.createDirectories(copies.lock().toAbsolutePath().getParent());
    }
}
