package dev.waybill.vcs.mirrors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.TcpProxy;
import dev.waybill.TestRepository;
import dev.waybill.spi.Time;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.git.Git;
import dev.waybill.workspaces.Checkout;
import dev.waybill.workspaces.Disk;
import dev.waybill.workspaces.GitSources;
import dev.waybill.workspaces.Submodules;
import dev.waybill.workspaces.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Interrupted transfers once made the server replace the mirror, and running checkouts lost the objects that they
 * borrow. Now only git's own check finds a mirror damaged, and copies are kept while a checkout borrows from them.
 */
@Tag("processes")
class BrokenTransfersTest {
    @TempDir
    Path directory;

    private TestRepository repository;
    private GitDaemon daemon;
    private TcpProxy cable;
    private Mirrors mirrors;
    private GitSources sources;
    private Disk disk;
    private Remote remote;

    @BeforeEach
    void serve() throws Exception {
        repository = TestRepository.make(directory.resolve("served/shop"));
        daemon = GitDaemon.start(directory.resolve("served"));
        cable = new TcpProxy(daemon.port());
        remote = Remote.of(new RepositoryUrl("git://127.0.0.1:%d/shop".formatted(cable.port())));
        var git = Git.open(directory.resolve("scratch"));
        mirrors = new Mirrors(git, directory.resolve("mirrors"));
        disk = Disk.open(directory, 1, Time.system());
        sources = new GitSources(
                mirrors, new Workspaces(git, directory.resolve("workspaces"), directory.resolve("homes")), disk);
    }

    @AfterEach
    void stop() throws IOException {
        mirrors.close();
        disk.close();
        cable.close();
        daemon.close();
    }

    private Sha resolved() throws Exception {
        return sources.resolve(remote, new Ref("main")).get().orElseThrow();
    }

    private TestRepository checkedOut(String name, Sha sha) throws Exception {
        sources.checkOut(
                new Checkout(name, remote, sha, null, null, Submodules.UNSAID, Remote::of, new Checkout.Progress() {
                    @Override
                    public void begins(String step) {}

                    @Override
                    public Duration left() {
                        return Duration.ofHours(1);
                    }
                }));
        return TestRepository.at(sources.path(name));
    }

    private Sha commitMuch(String file) throws Exception {
        var bytes = new byte[1_000_000];
        new Random(7).nextBytes(bytes);
        Files.write(repository.path().resolve(file), bytes);
        return new Sha(repository.commit("more-" + file, "more"));
    }

    private List<String> names(String inside) throws IOException {
        try (var all = Files.list(directory.resolve(inside))) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private Path pack() throws IOException {
        try (var all = Files.list(mirrors.directory(remote.url()).resolve("objects/pack"))) {
            return all.filter(path -> path.toString().endsWith(".pack"))
                    .max(Comparator.comparing(path -> path.toFile().length()))
                    .orElseThrow();
        }
    }

    @Test
    void interruptedTransfer_keepsTheMirror() throws Exception {
        var running = checkedOut("running", resolved());
        var before = names("mirrors");
        var packs = "mirrors/" + mirrors.directory(remote.url()).getFileName() + "/objects/pack";
        var packsBefore = names(packs);
        var sha = commitMuch("large");
        cable.cutAfter(300_000);

        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(this::resolved).hasCauseInstanceOf(IOException.class);
        }
        assertThat(names("mirrors")).isEqualTo(before);
        assertThat(running.git("status", "--porcelain")).isEmpty();

        cable.cutAfter(Long.MAX_VALUE);
        assertThat(resolved()).isEqualTo(sha);
        assertThat(names(packs)).as("fetched what was new").containsAll(packsBefore);
        assertThat(names(packs)).as("left nothing behind").noneMatch(name -> name.startsWith("tmp"));
        assertThat(names("mirrors")).isEqualTo(before);
    }

    /** Left by a power failure, or by a kill in the middle of a change. */
    @ParameterizedTest
    @ValueSource(strings = {"refs/heads/main.lock", "refs/heads/new.lock", "packed-refs.lock", "HEAD.lock"})
    void locksOfAKilledGit_doNotBlockFetches(String lock) throws Exception {
        resolved();
        var before = names("mirrors");
        var copy = mirrors.directory(remote.url());
        Files.createDirectories(copy.resolve(lock).getParent());
        Files.createFile(copy.resolve(lock));
        repository.git("branch", "gone");
        resolved();
        repository.git("branch", "-D", "gone");
        repository.git("branch", "new");
        var sha = new Sha(repository.commit("more", "more"));

        assertThat(resolved()).isEqualTo(sha);
        assertThat(names("mirrors")).as("nothing was made anew").isEqualTo(before);
    }

    @Test
    void damagedMirror_isCreatedAgain_andTheOldOneIsRemovedWithItsLastBorrower() throws Exception {
        var first = resolved();
        checkedOut("running", first);
        var old = mirrors.directory(remote.url());
        Files.writeString(old.resolve("HEAD"), "rubbish\n");

        repository.commit("more", "more");
        var sha = resolved();
        var fresh = mirrors.directory(remote.url());

        assertThat(fresh).isNotEqualTo(old).isDirectory();
        assertThat(old).isDirectory();
        checkedOut("next", sha);
        sources.remove("next");
        assertThat(old).as("borrowed from").isDirectory();
        sources.remove("running");
        assertThat(old).doesNotExist();
        assertThat(mirrors.directory(remote.url())).isEqualTo(fresh).isDirectory();
    }

    @Test
    void mirrorWithoutRefs_isCreatedAgain() throws Exception {
        resolved();
        var old = mirrors.directory(remote.url());
        TestRepository.at(old).git("pack-refs", "--all");
        try (var refs = Files.walk(old.resolve("refs"))) {
            for (var file : refs.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        var sha = new Sha(repository.commit("more", "more"));

        assertThat(resolved()).isEqualTo(sha);
        assertThat(mirrors.directory(remote.url())).isNotEqualTo(old);
    }

    @Test
    void checkout_repairsADamagedMirror() throws Exception {
        var sha = commitMuch("large");
        assertThat(resolved()).isEqualTo(sha);
        var pack = pack();
        var bytes = Files.readAllBytes(pack);
        bytes[bytes.length / 2] ^= 0x55;
        pack.toFile().setWritable(true);
        Files.write(pack, bytes);

        var checkout = checkedOut("running", sha);

        assertThat(checkout.git("status", "--porcelain")).isEmpty();
        assertThat(checkout.path().resolve("large")).hasSize(1_000_000);
    }

    @Test
    void kinship_repairsADamagedMirror() throws Exception {
        var first = resolved();
        var sha = new Sha(repository.commit("more", "more"));
        resolved();
        Files.delete(pack());

        assertThat(mirrors.kinship(remote, first, sha)).contains(new Kinship(1, 0));
    }

    @Test
    void mirrorOfAnEarlierVersion_isStillUsed() throws Exception {
        var sha = resolved();
        var anew = new Mirrors(Git.open(directory.resolve("scratch")), directory.resolve("mirrors"));
        try (anew) {
            assertThat(anew.known(remote.url(), new Ref("main"))).contains(sha);
            assertThat(names("mirrors")).contains(remote.url().key() + ".git");
        }
    }

    /** git would use a repository in a parent directory and fetch into that. */
    @Test
    void damagedMirror_neverMakesGitUseAParentDirectorysRepository() throws Exception {
        var around = TestRepository.at(directory);
        around.git("init", "--quiet", "--initial-branch=precious", ".");
        around.git("commit", "--quiet", "--allow-empty", "--message", "precious");
        resolved();
        Files.writeString(mirrors.directory(remote.url()).resolve("HEAD"), "rubbish\n");

        resolved();

        assertThat(around.git("branch", "--list", "--format=%(refname:short)")).isEqualTo("precious");
    }
}
