package dev.waybill.vcs.mirrors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.TestRepository;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.Unresolvable;
import dev.waybill.vcs.git.Git;
import dev.waybill.workspaces.FileHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HEAD of a remote can name a branch, a commit, a branch that does not exist, or nothing. */
@Tag("processes")
class OddHeadsTest {
    @TempDir
    Path directory;

    private TestRepository repository;
    private RepositoryUrl url;
    private Mirrors mirrors;
    private String first;

    @BeforeEach
    void make() throws Exception {
        repository = TestRepository.make(directory.resolve("served/shop"));
        url = new RepositoryUrl(repository.path().toString());
        mirrors = new Mirrors(Git.open(directory.resolve("scratch")), directory.resolve("mirrors"));
        first = repository.git("rev-parse", "HEAD");
    }

    @AfterEach
    void close() {
        mirrors.close();
    }

    private Optional<String> resolve(String ref) throws Exception {
        return mirrors.resolve(Remote.of(url), new Ref(ref)).get().map(Sha::hex);
    }

    @Test
    void detachedHead_isACommitWithoutABranch() throws Exception {
        var second = repository.commit("more", "more");
        repository.git("checkout", "--quiet", "--detach", first);

        assertThat(resolve("HEAD")).contains(first);
        assertThat(mirrors.headBranch(url)).isEmpty();
        repository.git("checkout", "--quiet", "main");
        assertThat(resolve("HEAD")).contains(second);
        assertThat(mirrors.headBranch(url)).contains("main");
        repository.git("checkout", "--quiet", "--detach", first);
        assertThat(resolve("HEAD~0")).contains(first);
    }

    @Test
    void detachedHead_isFetched_evenIfItIsOnNoBranch() throws Exception {
        assertThat(resolve("HEAD")).contains(first);
        repository.git("checkout", "--quiet", "--detach");
        var aside = repository.commit("aside", "aside");

        assertThat(resolve("HEAD")).contains(aside);
        assertThat(resolve("HEAD~1")).contains(first);
        try (var later = new Mirrors(Git.open(directory.resolve("scratch")), directory.resolve("others"))) {
            assertThat(later.resolve(Remote.of(url), new Ref("HEAD")).get()).contains(new Sha(aside));
        }
        var onward = repository.commit("onward", "onward");
        assertThat(resolve("HEAD")).contains(onward);
    }

    /** The previous branch of HEAD is not its current one, even if it still exists. */
    @Test
    void headWithoutABranch_isReported() throws Exception {
        assertThat(resolve("HEAD")).contains(first);
        repository.git("symbolic-ref", "HEAD", "refs/heads/gone");

        assertThatThrownBy(() -> resolve("HEAD"))
                .hasCauseInstanceOf(Unresolvable.class)
                .hasMessageContaining("names no branch that is there; name a branch")
                .hasMessageContaining("default_ref");
        assertThat(mirrors.headBranch(url)).isEmpty();
        assertThat(resolve("main")).contains(first);
    }

    @Test
    void emptyRepository_isReported() throws Exception {
        repository.git("update-ref", "-d", "refs/heads/main");

        assertThatThrownBy(() -> resolve("HEAD"))
                .hasCauseInstanceOf(Unresolvable.class)
                .hasMessageContaining("the repository is empty; push a branch to it first");
        assertThat(resolve("main")).isEmpty();
        repository.git("update-ref", "refs/heads/main", first);
        assertThat(resolve("HEAD")).contains(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "empty", "missing", "directory"})
    void headOfAMirror_thatIsDamaged_isMended(String damage) throws Exception {
        assertThat(resolve("HEAD")).contains(first);
        var head = mirrors.directory(url).resolve("HEAD");
        Files.delete(head);
        switch (damage) {
            case "garbage" -> Files.write(head, new byte[] {(byte) 0xff, 0, 0});
            case "empty" -> Files.createFile(head);
            case "directory" -> Files.createDirectory(head);
            default -> {}
        }
        assertThat(mirrors.headBranch(url)).isEmpty();

        assertThat(resolve("main")).contains(first);
        assertThat(resolve("HEAD")).contains(first);
        assertThat(mirrors.headBranch(url)).contains("main");
    }

    @Test
    void damage_isNotFound_inAMirrorWhoseHeadNamesNothing() throws Exception {
        repository.git("symbolic-ref", "HEAD", "refs/heads/gone");
        assertThat(resolve("main")).contains(first);

        assertThat(new Damage(Git.open(directory.resolve("scratch")), mirrors.directory(url)).find())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"path", "git", "http"})
    void sha256Repository_isRefused_withoutRetries(String how) throws Exception {
        var other = TestRepository.at(directory.resolve("served/new"));
        Files.createDirectories(other.path());
        other.git("init", "--quiet", "--object-format=sha256", "--initial-branch=main", ".");
        other.commit("readme", "hello");
        other.git("update-server-info");
        try (var daemon = GitDaemon.start(directory.resolve("served"));
                var host = new FileHost(directory.resolve("served"), null)) {
            url = new RepositoryUrl(
                    switch (how) {
                        case "path" -> other.path().toString();
                        case "git" -> "git://127.0.0.1:%d/new".formatted(daemon.port());
                        default -> host.url("new/.git");
                    });

            assertThatThrownBy(() -> resolve("main"))
                    .hasCauseInstanceOf(Unresolvable.class)
                    .hasMessageContaining(url
                            + " has SHA-256 object names, which cannot be deployed; use a repository with SHA-1 names");
        }
    }
}
