package dev.waybill.watches.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.ShiftedTime;
import dev.waybill.TestRepository;
import dev.waybill.network.SecureServer;
import dev.waybill.spi.Secret;
import dev.waybill.vcs.HostCheck;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.git.Git;
import dev.waybill.vcs.refs.RemoteRefs;
import dev.waybill.watches.GitRefs;
import dev.waybill.watches.Pace;
import dev.waybill.watches.Wish;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks over HTTP at what a real git serves. */
@Tag("processes")
class HttpRefsTest {
    private static final Wish WISH = Wish.of(Set.of("HEAD", "main"), Set.of("v*"), Pace.PROMPT);
    private static final RemoteRefs BY_GIT = new RemoteRefs(new TreeMap<>(), List.of(), "by git");

    @TempDir
    Path directory;

    private final ShiftedTime time = new ShiftedTime();
    private final List<String> askedWithGit = new ArrayList<>();
    private TestRepository repository;
    private SmartHost host;
    private Git git;
    private HttpRefs refs;

    @BeforeEach
    void start() throws Exception {
        repository = TestRepository.make(directory.resolve("shop"));
        host = SmartHost.start(directory);
        git = Git.open(directory.resolve("scratch"));
        refs = refs(Map.of());
    }

    @AfterEach
    void stop() {
        refs.close();
        host.close();
    }

    private HttpRefs refs(Map<String, String> variables) throws Exception {
        var outside = Files.createDirectories(directory.resolve("outside"));
        return new HttpRefs(new GitSettings(git, outside, time, variables), this::withGit, time);
    }

    private RemoteRefs withGit(Remote remote, Wish wish) {
        askedWithGit.add(remote.url().text());
        return BY_GIT;
    }

    private String url() {
        return host.url("shop/.git");
    }

    private RemoteRefs look() throws Exception {
        return refs.refs(Remote.of(new RepositoryUrl(url())), WISH);
    }

    private static Remote withPassword(String url) {
        return new Remote(new RepositoryUrl(url), null, "deploy", new Secret("s3cret"), new HostCheck.ByUser(), false);
    }

    @Test
    void answer_isTheSameAsThatOfGit() throws Exception {
        repository.git("tag", "v1");
        repository.git("tag", "--annotate", "--message", "second", "v2");
        repository.git("branch", "main-2");
        repository.commit("readme", "better\n");
        var remote = Remote.of(new RepositoryUrl(url()));

        var seen = look();

        assertThat(askedWithGit).isEmpty();
        assertThat(seen.shas()).containsOnlyKeys("HEAD", "refs/heads/main", "refs/tags/v1", "refs/tags/v2");
        assertThat(seen).isEqualTo(new GitRefs(git, directory).refs(remote, WISH));
    }

    @Test
    void refsThatAreNeitherBranchesNorTags_areTheSameAsThoseOfGit() throws Exception {
        repository.git("update-ref", "refs/pull/1/head", "main");
        repository.git("update-ref", "refs/pull/1/head-2", "main");
        repository.git("update-ref", "refs/pull/refs/heads/main", "main");
        var wish = Wish.of(Set.of("main", "refs/pull/1/head"), Set.of(), Pace.PROMPT);
        var remote = Remote.of(new RepositoryUrl(url()));

        var seen = refs.refs(remote, wish);

        assertThat(askedWithGit).isEmpty();
        assertThat(seen.shas()).containsOnlyKeys("refs/heads/main", "refs/pull/1/head");
        assertThat(seen).isEqualTo(new GitRefs(git, directory).refs(remote, wish));
    }

    @Test
    void laterLooks_areOneRequest_forNoMoreThanIsWanted() throws Exception {
        var first = look();
        host.requests().clear();

        assertThat(look()).isEqualTo(first);
        assertThat(host.requests())
                .singleElement()
                .asString()
                .startsWith("POST /shop/.git/git-upload-pack")
                .contains("ref-prefix HEAD\n", "ref-prefix refs/heads/main\n", "ref-prefix refs/tags/v\n");
        repository.git("update-ref", "refs/heads/main", repository.commit("readme", "better\n"));
        assertThat(look().digest()).isNotEqualTo(first.digest());
    }

    @Test
    void gitIsAsked_forTenMinutes_whenAnAnswerIsOutOfTheOrdinary() throws Exception {
        look();
        host.refuse(401);

        assertThat(look()).isSameAs(BY_GIT);
        host.refuse(200);
        host.requests().clear();
        assertThat(look()).isSameAs(BY_GIT);
        assertThat(refs.isCheap(new RepositoryUrl(url()))).isFalse();
        assertThat(host.requests()).isEmpty();
        time.pass(Duration.ofMinutes(10));
        assertThat(look().shas()).containsKey("refs/heads/main");
        assertThat(refs.isCheap(new RepositoryUrl(url()))).isTrue();
    }

    @Test
    void gitIsAsked_whenItIsConfiguredForHttp() throws Exception {
        Files.createDirectories(directory.resolve("outside"));
        TestRepository.at(directory)
                .git("init", "--quiet", directory.resolve("outside").toString());
        var configured = TestRepository.at(directory.resolve("outside"));
        configured.git("config", "http.postBuffer", "1000000");
        look();
        assertThat(askedWithGit).isEmpty();

        configured.git("config", "http.https://code.example.com.extraHeader", "X-Pass: yes");
        time.pass(Duration.ofMinutes(1));

        assertThat(look()).isSameAs(BY_GIT);
    }

    @Test
    void gitIsAsked_whenItsVariablesAreUnusual() throws Exception {
        refs = refs(Map.of("GIT_SSL_NO_VERIFY", "1"));

        assertThat(look()).isSameAs(BY_GIT);
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void gitIsAsked_forOtherUrls_andWithAPasswordWithoutTls() throws Exception {
        refs.refs(Remote.of(new RepositoryUrl("ssh://git@127.0.0.1/shop.git")), WISH);
        refs.refs(Remote.of(new RepositoryUrl("file://" + repository.path())), WISH);
        refs.refs(withPassword(url()), WISH);
        refs.refs(Remote.of(new RepositoryUrl("http://git_host/shop.git")), WISH);

        assertThat(askedWithGit).hasSize(4);
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void passwordAndCaOfGit_areUsedWithTls() throws Exception {
        try (var secure = SecureServer.start(directory, "-ext", "san=dns:localhost")) {
            refs = refs(Map.of("GIT_SSL_CAINFO", secure.certificate()));
            refs.refs(withPassword(secure.url("localhost") + "/shop.git"), WISH);

            assertThat(secure.logins())
                    .containsExactly("Basic "
                            + Base64.getEncoder().encodeToString("deploy:s3cret".getBytes(StandardCharsets.UTF_8)));
        }
    }
}
