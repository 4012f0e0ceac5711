package dev.waybill.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TcpProxy;
import dev.waybill.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our script in the real Hubot, with a real server. */
class HubotTest extends ChatFixture {
    private static final String FOLLOWS = "following events after";

    private String token = "";

    @BeforeAll
    void admit() throws Exception {
        token = token("hubot", List.of("deploy", "lock", "impersonate"), "").token();
    }

    private Hubot start(Path home, String url, String timeout) throws Exception {
        Files.writeString(home.resolve("token"), token + "\n");
        var environment = Map.of(
                "WAYBILL_URL",
                url,
                "WAYBILL_TOKEN_FILE",
                home.resolve("token").toString(),
                "WAYBILL_ROOMS",
                "*/staging=#test, */production=#ops",
                "WAYBILL_BRAIN_TIMEOUT",
                "0",
                "WAYBILL_TIMEOUT",
                timeout);
        return Hubot.start(home, environment);
    }

    @Test
    void sentences_areCarriedOut_andRoomsHearOfIt(@TempDir Path home) throws Exception {
        app("shop", "true");
        try (var hubot = start(home, server.url(), "60")) {
            hubot.await(FOLLOWS);
            hubot.ask("deploy! shop to staging", "lacks the permission \"force\"");
            hubot.ask("deploy shop/main to staging", server.url() + "/apps/shop/staging/1");
            hubot.await("[#test] shop/staging#1 succeeded after ");
            hubot.ask("lock shop in prod because <!channel> @everyone", "[Shell] production of shop is locked by ida");
            hubot.await("[#ops] ida locked production of shop until ");
            hubot.ask("waybill deplyo shop", "did you mean deploy?");
            hubot.ask("ping", "[Shell] pong");
            hubot.ask("help waybill", "waybill.help");
            hubot.ask("waybill.help", "where can i deploy APP");

            assertThat(hubot.said())
                    .contains("[#test] shop/staging#1 started: main (", "requested by hubot on behalf of ida")
                    .doesNotContain("[#ops] shop/staging#1", "<!channel>", "@everyone", token);
        }
        assertThat(client.get("/api/0/deploys/shop/staging/1/")
                        .json()
                        .at("/user/name")
                        .asString())
                .isEqualTo("ida");
    }

    @Test
    void whatHappensMeanwhile_isTold_once(@TempDir Path home) throws Exception {
        app("blog", "true");
        try (var cable = new TcpProxy(port())) {
            var url = "http://127.0.0.1:" + cable.port();
            try (var hubot = start(home, url, "60")) {
                hubot.await(FOLLOWS);
                done(bob, "lock blog in prod because one");
                hubot.await("[#ops] bob locked production of blog");
            }
            done(bob, "unlock blog in prod");
            try (var hubot = start(home, url, "60")) {
                hubot.await("[#ops] bob unlocked production of blog");
                cable.cut();
                hubot.ask("waybill status", "[Shell] Waybill at %s cannot be reached".formatted(url));
                done(bob, "lock blog in prod because two");
                restart();
                cable.mend(port());
                hubot.await("[#ops] bob locked production of blog");
                Files.writeString(home.resolve("token"), "revoked");
                hubot.ask("waybill status", "[Shell] Waybill does not accept the token of this bot");
                Files.writeString(home.resolve("token"), token);
                hubot.ask("waybill status", "[Shell] Nothing is running or waiting");

                assertThat(hubot.said())
                        .containsOnlyOnce("bob unlocked production of blog")
                        .containsOnlyOnce("bob locked production of blog");
            }
        }
    }

    private int port() {
        return URI.create(server.url()).getPort();
    }

    private void restart() throws IOException, InterruptedException {
        server.close();
        server = TestServer.start(server.data(), null);
        client = server.client();
        ann = new Client(server.url(), ann.token());
        bob = new Client(server.url(), bob.token());
    }

    /** Accepts connections, and answers nothing. */
    @Test
    void aServerThatHangs_isReported(@TempDir Path home) throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var hubot = start(home, "http://127.0.0.1:" + silent.getLocalPort(), "0.5")) {
            hubot.await("cannot follow events, and will try again: Waybill at http://127.0.0.1");
            hubot.ask("queue", "has not answered within 0.5 seconds; look with \"status\"");
        }
    }

    /** All in one process: {@code node --test} starts one for each file. */
    @Test
    void itsOwnTests_pass() throws Exception {
        var imports = new StringBuilder();
        try (var files = Files.newDirectoryStream(HubotInstallation.PACKAGE.resolve("test"), "*.test.js")) {
            files.forEach(file -> imports.append("import '%s';%n".formatted(file.toUri())));
        }
        var output = directory.resolve("node.log");
        var process = new ProcessBuilder("node", "--input-type=module", "--eval", imports.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).contains("fail 0").doesNotContain("pass 0");
    }
}
