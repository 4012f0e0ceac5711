package dev.waybill.vcs.mirrors;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.waybill.Ports;
import dev.waybill.TestRepository;
import dev.waybill.spi.Secret;
import dev.waybill.vcs.HostCheck;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.git.Git;
import dev.waybill.workspaces.FileHost;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The message for an unreachable repository: the kind of reason, then git's own words. */
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
    void unknownHost_isDns(String url, String words) {
        says(url, "DNS: ", words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:%d/shop.git", "ssh://127.0.0.1:%d/shop.git", "git://127.0.0.1:%d/shop"})
    void closedPort_isRefused(String url) throws Exception {
        says(url.formatted(Ports.free()), "connection refused: ", "fatal: ");
    }

    @Test
    void missingRepository_isNotFound() throws Exception {
        TestRepository.make(directory.resolve("served/shop"));
        try (var daemon = GitDaemon.start(directory.resolve("served"));
                var host = new FileHost(directory.resolve("served"), null)) {
            says(directory.resolve("nosuch").toString(), "not found: ", "does not appear to be a git repository");
            says(host.url("nosuch.git"), "not found: ", "not found");
            says("git://127.0.0.1:%d/nosuch".formatted(daemon.port()), "not found: ", "repository not exported");
        }
    }

    @Test
    void missingPassword_isAuthentication() throws Exception {
        TestRepository.make(directory.resolve("served/shop")).git("update-server-info");
        try (var host = new FileHost(directory.resolve("served"), "another")) {
            var url = host.url("shop/.git");
            var wrong = new Secret("wrong");

            says(url, "authentication failed: the host requires a username and a password", "could not read Username");
            assertThatThrownBy(() -> mirrors.resolve(
                                    new Remote(
                                            new RepositoryUrl(url), null, "ann", wrong, new HostCheck.ByUser(), false),
                                    new Ref("main"))
                            .get())
                    .cause()
                    .hasMessageStartingWith("authentication failed: the host rejected the credentials")
                    .hasMessageContaining("git fetch: fatal: Authentication failed for");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500, host: it reported an internal error",
        "503, host: ",
        "429, host: it received too many requests",
        "403, authentication"
    })
    void httpStatus_isReported(int status, String reason) throws Exception {
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
}
