package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.waybill.TestRepository;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Time;
import dev.waybill.vcs.HostCheck;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.git.Git;
import dev.waybill.vcs.mirrors.Mirrors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files in Git LFS are fetched with the credentials of the app's repository, or the deploy fails with a message. The
 * host is a small server with the batch API.
 */
@Tag("processes")
class LargeFilesTest {
    private static final byte[] CONTENT = "the large file\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    private static final String PASSWORD = "pass-of-the-app";

    @TempDir
    Path directory;

    private final AtomicInteger requests = new AtomicInteger();
    private final List<String> said = new ArrayList<>();
    private HttpServer host;
    private TestRepository app;
    private String oid;

    @BeforeEach
    void serve() throws Exception {
        oid = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT));
        app = TestRepository.make(directory.resolve("served/app"));
        for (var setting : List.of("clean", "process", "smudge")) {
            app.git("config", "filter.lfs." + setting, "");
        }
        app.git("config", "filter.lfs.required", "false");
        app.commit(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
        point("large.bin");
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/", this::answer);
        host.start();
    }

    /** Commits a pointer, like git with git-lfs. */
    private void point(String file) throws Exception {
        Files.writeString(
                app.path().resolve(file),
                "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %d\n".formatted(oid, CONTENT.length));
        app.git("add", ".");
        app.git("commit", "--quiet", "--message", "Add");
        app.git("update-server-info");
    }

    @AfterEach
    void stop() {
        host.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:%d/%s".formatted(host.getAddress().getPort(), path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            var path = exchange.getRequestURI().getPath();
            var login = "Basic "
                    + Base64.getEncoder().encodeToString(("deploy:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            if (path.contains("info/lfs")
                    && !login.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
                send(exchange, 401, "{\"message\": \"who are you?\"}".getBytes(StandardCharsets.UTF_8));
            } else if (path.endsWith("/info/lfs/objects/batch")) {
                send(exchange, 200, """
                        {"transfer": "basic", "objects": [{"oid": "%s", "size": %d, "authenticated": true,
                          "actions": {"download": {"href": "%s"}}}]}
                        """.formatted(oid, CONTENT.length, url("objects/" + oid))
                        .getBytes(StandardCharsets.UTF_8));
            } else if (path.equals("/objects/" + oid)) {
                send(exchange, 200, CONTENT);
            } else {
                var file = directory.resolve("served").resolve(path.substring(1));
                send(
                        exchange,
                        Files.isRegularFile(file) ? 200 : 404,
                        Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0]);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.git-lfs+json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private Path checkOut(String password) throws Exception {
        var url = new RepositoryUrl(url("app/.git"));
        var origin = new Remote(url, null, "deploy", new Secret(password), new HostCheck.ByUser(), false);
        var git = Git.open(directory.resolve("scratch"));
        try (var mirrors = new Mirrors(git, directory.resolve("mirrors"));
                var disk = Disk.open(directory, 1, Time.system())) {
            var sources = new GitSources(
                    mirrors, new Workspaces(git, directory.resolve("workspaces"), directory.resolve("homes")), disk);
            var sha = sources.resolve(origin, new Ref("main")).get().orElseThrow();
            sources.checkOut(new Checkout(
                    "1-1", origin, sha, null, null, Submodules.UNSAID, origin::at, new Checkout.Progress() {
                        @Override
                        public void begins(String step) {
                            said.add(step);
                        }

                        @Override
                        public Duration left() {
                            return Duration.ofMinutes(5);
                        }
                    }));
            return sources.path("1-1");
        }
    }

    @Test
    void largeFile_isFetched_withThePasswordOfTheApp() throws Exception {
        var workspace = checkOut(PASSWORD);

        assertThat(workspace.resolve("large.bin")).hasBinaryContent(CONTENT);
        assertThat(said).containsExactly("fetching 1 file (large.bin) from Git LFS");
        assertThat(TestRepository.at(workspace).git("status", "--porcelain")).isEmpty();
        assertThat(Files.readString(workspace.resolve(".git/config"))).doesNotContain(PASSWORD);
    }

    @Test
    void wrongPassword_failsWithAMessage() {
        assertThatThrownBy(() -> checkOut("wrong"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Git LFS: ");
        assertThat(requests).hasValueLessThan(100);
    }

    @Test
    void pathOfThisMachine_isNotAnLfsServer() throws Exception {
        app.commit(".lfsconfig", "[lfs]\n\turl = file:///var/lib/other\n");
        app.git("update-server-info");

        assertThatThrownBy(() -> checkOut(PASSWORD))
                .hasMessage("Git LFS: lfs.url of .lfsconfig is not the URL of a server: file:///var/lib/other");
    }

    @Test
    void fileThatOnlyLooksLikeAPointer_isLeftAlone() throws Exception {
        app.git("rm", "--quiet", "--cached", "large.bin");
        Files.move(app.path().resolve("large.bin"), app.path().resolve("notes.txt"));
        app.commit("more", "more");
        app.git("update-server-info");

        assertThat(checkOut("wrong").resolve("notes.txt")).content().startsWith("version https://git-lfs");
    }
}
