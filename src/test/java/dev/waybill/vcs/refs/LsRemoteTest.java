package dev.waybill.vcs.refs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.waybill.TestRepository;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.git.Git;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at real repositories by git. */
@Tag("processes")
class LsRemoteTest {
    private static final Predicate<String> ALL = _ -> true;
    private static final String HEADER = "# pack-refs with: peeled fully-peeled sorted \n";

    @TempDir
    Path directory;

    private TestRepository repository;
    private Git git;

    @BeforeEach
    void make() throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        git = Git.open(directory.resolve("scratch"));
    }

    private RemoteRefs look(String... prefixes) throws Exception {
        return look("file://" + repository.path(), ALL, prefixes);
    }

    private RemoteRefs look(String url, Predicate<String> isWanted, String... prefixes) throws Exception {
        var remote = Remote.of(new RepositoryUrl(url));
        return LsRemote.read(
                git.reaching(remote),
                directory,
                remote.url(),
                List.of(prefixes),
                answer -> LsRemote.answer(answer, isWanted));
    }

    private Sha sha(String name) throws Exception {
        return new Sha(repository.git("rev-parse", name));
    }

    @Test
    void branchesTagsAndHead_areSeen_annotatedTagsWithTheirCommits() throws Exception {
        repository.git("tag", "plain");
        repository.git("tag", "--annotate", "--message", "first", "v1");
        repository.git("branch", "feature/cart");
        repository.commit("readme", "better\n");

        var refs = look("");

        assertThat(refs.shas())
                .containsEntry("HEAD", sha("main"))
                .containsEntry("refs/heads/main", sha("main"))
                .containsEntry("refs/heads/feature/cart", sha("main~1"))
                .containsEntry("refs/tags/plain", sha("main~1"))
                .containsEntry("refs/tags/v1", sha("main~1"))
                .hasSize(5);
    }

    @Test
    void unwantedRefs_areNotKept_andChangeNothing() throws Exception {
        Predicate<String> isMain = "refs/heads/main"::equals;

        var url = "file://" + repository.path();
        var before = look(url, isMain, "refs/");
        var same = look(url, isMain, "refs/");
        repository.git("branch", "other");
        var withOther = look(url, isMain, "refs/");
        repository.commit("readme", "better\n");
        var after = look(url, isMain, "refs/");

        assertThat(before).isEqualTo(same).isEqualTo(withOther);
        assertThat(after.shas()).containsOnlyKeys("refs/heads/main");
        assertThat(after.digest()).isNotEqualTo(before.digest());
    }

    @Test
    void refsOfAllKinds_areSeen_byWhatTheirNamesBeginWith() throws Exception {
        repository.git("tag", "--annotate", "--message", "first", "v1");
        repository.git("update-ref", "refs/pull/1/head", "main");
        repository.git("update-ref", "refs/pull/refs/heads/main", "main");

        assertThat(look("refs/heads/main").shas()).containsOnlyKeys("refs/heads/main");
        assertThat(look("refs/tags/v1").shas()).containsOnly(Map.entry("refs/tags/v1", sha("main")));
        assertThat(look("refs/heads/m", "refs/tags/v").shas()).containsOnlyKeys("refs/heads/main", "refs/tags/v1");
        assertThat(look("refs/heads/main", "refs/pull/1/head").shas())
                .containsKeys("refs/heads/main", "refs/pull/1/head")
                .doesNotContainKeys("HEAD", "refs/tags/v1");
        assertThat(look("HEAD").shas()).containsOnlyKeys("HEAD");
    }

    @Test
    void manyPrefixes_bringAllRefs() throws Exception {
        var prefixes = IntStream.range(0, 50).mapToObj(i -> "refs/heads/b" + i).toArray(String[]::new);

        assertThat(look(prefixes).shas()).containsOnlyKeys("refs/heads/main");
    }

    @Test
    void repositoryWithoutCommits_hasNoRefs() throws Exception {
        repository.git(
                "init",
                "--quiet",
                "--initial-branch=main",
                directory.resolve("empty").toString());

        assertThat(look("file://" + directory.resolve("empty"), ALL, "").shas()).isEmpty();
    }

    @Test
    void headThatNamesNothing_isNotSeen() throws Exception {
        repository.git("symbolic-ref", "HEAD", "refs/heads/nosuch");

        assertThat(look("").shas()).containsOnlyKeys("refs/heads/main");
    }

    @Test
    void namesThatCannotBeDeployed_areTold_andStopNoOthers() throws Exception {
        repository.git("update-ref", "refs/heads/" + "x".repeat(200) + "/" + "y".repeat(100), "main");

        var refs = look("");

        assertThat(refs.shas()).containsOnlyKeys("HEAD", "refs/heads/main");
        assertThat(refs.unusable()).singleElement().asString().startsWith("refs/heads/xxx");
    }

    @Test
    void twentyThousandRefs_areRead() throws Exception {
        var sha = sha("main");
        var packed = IntStream.range(0, 20_000)
                .mapToObj(i -> "%s refs/tags/t%05d\n".formatted(sha, i))
                .collect(Collectors.joining());
        Files.writeString(repository.path().resolve(".git/packed-refs"), HEADER + packed);

        assertThat(look("").shas()).hasSize(20_002);
    }

    @Test
    void repositoryOfSha256_isRefused_withAReason() throws Exception {
        repository.git(
                "init",
                "--quiet",
                "--object-format=sha256",
                directory.resolve("long").toString());
        var other = TestRepository.at(directory.resolve("long"));
        other.commit("readme", "hello\n");

        assertThatThrownBy(() -> look("file://" + other.path(), ALL, ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("SHA-256");
    }

    @Test
    void missingRepository_isTold_inGitsWords() {
        assertThatThrownBy(() -> look("file://" + directory.resolve("nosuch"), ALL, "refs/heads/main"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not found");
    }

    @Test
    void garbage_isRefused() throws Exception {
        var host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/", exchange -> {
            try (exchange) {
                var garbage = "0000000000000000000000000000000000000000 no such thing\n\0\u001b[31m"
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-advertisement");
                exchange.sendResponseHeaders(200, garbage.length);
                exchange.getResponseBody().write(garbage);
            }
        });
        host.start();
        try {
            assertThatThrownBy(() -> look(
                            "http://127.0.0.1:%d/shop.git"
                                    .formatted(host.getAddress().getPort()),
                            ALL,
                            ""))
                    .isInstanceOf(IOException.class)
                    .message()
                    .doesNotContain("\u001b");
        } finally {
            host.stop(0);
        }
    }
}
