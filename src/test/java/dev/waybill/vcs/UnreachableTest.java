package dev.waybill.vcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.waybill.GitDaemon;
import dev.waybill.TestRepository;
import dev.waybill.spi.Secret;
import dev.waybill.workspaces.FileHost;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A repository that cannot be reached: the kind of reason first, and then git's own words. */
@Tag("processes")
class UnreachableTest {
    @TempDir
    Path directory;

    private Mirrors mirrors;

    @BeforeEach
    void make() throws Exception {
        mirrors = new Mirrors(Git.open(directory.resolve("scratch")), directory.resolve("mirrors"));
    }

    @AfterEach
    void close() {
        mirrors.close();
    }

    private void says(String url, String reason, String words) {
        assertThatThrownBy(() -> mirrors.resolve(Remote.of(new RepositoryUrl(url)), new Ref("main"))
                        .get())
                .cause()
                .hasMessageStartingWith(reason)
                .hasMessageContaining("; git fetch: ")
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({
        "https://nosuch.invalid/shop.git, Could not resolve host",
        "git@nosuch.invalid:shop.git, Could not resolve hostname",
        "git://nosuch.invalid/shop.git, unable to look up nosuch.invalid",
    })
    void nameThatNobodyKnows_isDns(String url, String words) {
        says(url, "DNS: ", words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:%d/shop.git", "ssh://127.0.0.1:%d/shop.git", "git://127.0.0.1:%d/shop"})
    void portWhereNobodyListens_isRefused(String url) throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        says(url.formatted(port), "connection refused: ", "fatal: ");
    }

    @Test
    void repositoryThatIsNotThere_isNotFound() throws Exception {
        TestRepository.make(directory.resolve("served/shop"));
        try (var daemon = GitDaemon.start(directory.resolve("served"));
                var host = new FileHost(directory.resolve("served"), null)) {
            says(directory.resolve("nosuch").toString(), "not found: ", "does not appear to be a git repository");
            says(host.url("nosuch.git"), "not found: ", "not found");
            says("git://127.0.0.1:%d/nosuch".formatted(daemon.port()), "not found: ", "repository not exported");
        }
    }

    @Test
    void hostThatWantsAPassword_isAboutAuthentication() throws Exception {
        TestRepository.make(directory.resolve("served/shop")).git("update-server-info");
        try (var host = new FileHost(directory.resolve("served"), "another")) {
            var url = host.url("shop/.git");
            var wrong = new Secret("wrong");

            says(url, "authentication failed: the host wants a username and a password", "could not read Username");
            assertThatThrownBy(() -> mirrors.resolve(
                                    new Remote(
                                            new RepositoryUrl(url), null, "ann", wrong, new HostCheck.ByUser(), false),
                                    new Ref("main"))
                            .get())
                    .cause()
                    .hasMessageStartingWith("authentication failed: the host does not let in who asks")
                    .hasMessageContaining("git fetch: fatal: Authentication failed for");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500, host: it has a failure",
        "503, host: ",
        "429, host: it has been asked too often",
        "403, authentication"
    })
    void status_isTold(int status, String reason) throws Exception {
        var host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(status, -1);
            }
        });
        host.start();
        try {
            says(
                    "http://127.0.0.1:%d/shop.git".formatted(host.getAddress().getPort()),
                    reason,
                    "The requested URL returned error: " + status);
        } finally {
            host.stop(0);
        }
    }

    /** What cannot be brought about here, in the words in which others have seen it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DISK          | fatal: write error: No space left on device",
                "DISK          | error: unable to create temporary file: Disk quota exceeded",
                "BROKEN        | remote: fatal: write error: No space left on device~fatal: early EOF",
                "OWNER         | fatal: detected dubious ownership in repository at '/srv/git/shop.git'",
                "OWN_FILES     | error: insufficient permission for adding an object to repository database ./objects~fatal: Permission denied",
                "UNREACHABLE   | ssh: connect to host 10.0.0.1 port 22: Connection timed out",
                "UNREACHABLE   | ssh: connect to host 10.0.0.1 port 22: No route to host",
                "REFUSED       | fatal: unable to access 'https://x/': Failed to connect to x port 443 after 0 ms: Couldn't connect to server",
                "PROXY         | fatal: unable to access 'https://x/': Could not resolve proxy: proxy.example.com",
                "PROXY         | fatal: unable to access 'https://x/': CONNECT tunnel failed, response 403",
                "CERTIFICATE   | fatal: unable to access 'https://x/': SSL certificate problem: self-signed certificate",
                "CERTIFICATE   | fatal: unable to access 'https://x/': server certificate verification failed. CAfile: none CRLfile: none",
                "NOT_FOUND     | ERROR: Repository not found.~fatal: Could not read from remote repository.",
                "NOT_FOUND     | remote: The project you were looking for could not be found or you don't have permission to view it.",
                "AUTHENTICATION| git@github.com: Permission denied (publickey).~fatal: Could not read from remote repository.",
                "AUTHENTICATION| remote: Invalid username or password.~fatal: Authentication failed for 'https://x/'",
                "OTHER_HOST_KEY| @ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @~Host key verification failed.",
                "NEW_HOST_KEY  | Host key verification failed.~fatal: Could not read from remote repository.",
                "PROGRAM       | error: cannot run ssh: No such file or directory~fatal: unable to fork",
                "BROKEN        | kex_exchange_identification: Connection closed by remote host",
                "BROKEN        | fetch-pack: unexpected disconnect while reading sideband packet~fatal: early EOF",
            })
    void words_haveAReason(Reason reason, String output) {
        assertThat(Reason.of(output.replace("~", "\n"))).contains(reason);
    }

    @Test
    void otherWords_haveNone() {
        assertThat(Reason.of("fatal: bad object HEAD")).isEmpty();
    }
}
