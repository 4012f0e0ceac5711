package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.ServerProcess;
import dev.waybill.TcpProxy;
import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are not there, are something else, or go in the middle; and settings that are open to others. */
@Tag("processes")
class TroubleTest {
    private static final String BUSY = "{\"error\": \"the database does not answer\", \"error_name\": \"unavailable\"}";

    @TempDir
    Path directory;

    @Test
    void verbs_endWithFour_whenNoServerAnswers() throws Exception {
        var waybill = new TestCli("http://127.0.0.1:1", "none", directory);

        var listed = waybill.runAlone("list");

        assertThat(listed.code()).isEqualTo(4);
        assertThat(listed.err())
                .containsOnlyOnce("cannot reach a server at http://127.0.0.1:1 (Connection refused)")
                .contains("retrying in")
                .endsWith("gave up after 4 attempts");
        assertThat(waybill.run("app", "delete", "shop", "--yes").err()).doesNotContain("retrying");
        for (var url : new String[] {"localhost:8080", "file:///etc/passwd", "http://[", "nonsense"}) {
            assertThat(waybill.run("list", "--url", url).code()).as(url).isEqualTo(2);
        }
    }

    /** Pitfall 41: an exception of a library printed a header with the token. */
    @Test
    void token_isNeverPrinted_whateverStandsAroundIt() throws Exception {
        try (var server = Answering.start((exchange, _) -> Answering.send(exchange, 200, "[]"))) {
            for (var token : new String[] {"wb_0123\n", " wb_0123 ", "wb_0123\r\n"}) {
                assertThat(new TestCli(server.url() + "\n", token, directory)
                                .run("app", "list")
                                .code())
                        .isZero();
            }
            for (var token : new String[] {"wb_\n0123", "wb_0123 x", "wb_0123\u00e4"}) {
                var refused = new TestCli(server.url(), token, directory).run("app", "list");

                assertThat(refused.code()).isEqualTo(2);
                assertThat(refused.err()).contains("the token contains").doesNotContain("wb_", "0123");
            }
        }
    }

    @Test
    void verbs_endWithFour_whenWhatAnswersIsNoWaybill() throws Exception {
        try (var server = Answering.start((exchange, call) ->
                Answering.send(exchange, call.contains("apps") ? 404 : 200, "<html>\u001b[31mhello</html>"))) {
            var waybill = new TestCli(server.url(), "none", directory);

            assertThat(waybill.run("list").code()).isEqualTo(4);
            assertThat(waybill.run("deploy", "shop").err()).contains("is not a Waybill server (HTTP 200)");
            assertThat(waybill.run("app", "list").err()).contains("is not a Waybill server (HTTP 404)");
            assertThat(server.asked()).hasSize(3);
        }
    }

    @Test
    void calls_areTriedAgain_onlyWhereThatIsSafe() throws Exception {
        var calls = new AtomicInteger();
        try (var server = Answering.start((exchange, call) -> Answering.send(
                exchange,
                calls.getAndIncrement() % 2 == 0 ? 503 : 201,
                calls.get() % 2 == 1 ? BUSY : "{\"id\": \"1\"}"))) {
            var waybill = new TestCli(server.url(), "none", directory);

            var deployed = waybill.run("deploy", "shop");
            var made = waybill.run("token", "create", "ci", "--right", "read");

            assertThat(deployed.code()).as(deployed.err()).isZero();
            assertThat(deployed.err()).contains("the database does not answer; retrying in");
            assertThat(server.keys().get(0)).isEqualTo(server.keys().get(1)).hasSize(36);
            assertThat(made.code()).isEqualTo(4);
            assertThat(server.asked()).hasSize(3);
        }
    }

    @Test
    void whatCanBeSaidTwice_isTriedAgain_whileTheDatabaseIsBusy() throws Exception {
        var answers = new AtomicInteger();
        try (var server = Answering.start((exchange, _) -> {
            var isBusy = answers.getAndIncrement() == 0;
            Answering.send(exchange, isBusy ? 503 : 200, isBusy ? BUSY : "{}");
        })) {
            var drained = new TestCli(server.url(), "none", directory).run("drain");

            assertThat(drained.err()).contains("the database does not answer; retrying");
            assertThat(server.asked()).hasSizeGreaterThanOrEqualTo(2).allMatch(call -> call.startsWith("PUT"));
        }
    }

    @Test
    void allCalls_areTriedAgain_whereTheServerHasChangedNothing() throws Exception {
        var locked = "{\"error\": \"The database is locked\", \"error_name\": \"unavailable\", \"retryable\": true}";
        for (var words : List.of(
                "token create ci --right read",
                "token revoke 1",
                "reload",
                "judge 1 good",
                "kill 1",
                "login-link",
                "unlock shop",
                "app delete shop --yes")) {
            var calls = new AtomicInteger();
            try (var server = Answering.start((exchange, _) -> {
                var isLocked = calls.getAndIncrement() == 0;
                Answering.send(exchange, isLocked ? 503 : 200, isLocked ? locked : "{}");
            })) {
                var done = new TestCli(server.url(), "none", directory).run(words.split(" "));

                assertThat(done.code()).as(words + ": " + done.err()).isZero();
                assertThat(server.asked()).as(words).hasSize(2);
            }
        }
    }

    @Test
    void callThatMustNotBeSentTwice_isNotTriedAgain_forWordsAlone() throws Exception {
        for (var said : List.of("", ", \"retryable\": false", ", \"retryable\": null", ", \"retryable\": \"no\"")) {
            var answer =
                    "{\"error\": \"nothing was changed, so try again\", \"error_name\": \"busy\"%s}".formatted(said);
            try (var server = Answering.start((exchange, _) -> Answering.send(exchange, 503, answer))) {
                var done = new TestCli(server.url(), "none", directory).run("reload");

                assertThat(done.code()).as(said).isEqualTo(4);
                assertThat(server.asked()).as(said).hasSize(1);
            }
        }
    }

    @Test
    void token_thatIsUnknown_isAFailure() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var waybill = new TestCli(server.url(), "wrong", directory);

            assertThat(waybill.run("list").code()).isEqualTo(1);
            assertThat(waybill.run("deploy", "shop").code()).isEqualTo(1);
            assertThat(waybill.run("cancel", "1").code()).isEqualTo(1);
        }
    }

    @Test
    void names_bringNoEscapes_toATerminal() throws Exception {
        try (var server = Answering.start((exchange, _) -> Answering.send(exchange, 200, """
                [{"name": "a\\u001b[2J\\nb\\u202e\\u009b", "status": "finished"}]"""))) {
            var waybill = new TestCli(server.url(), "none", directory);

            assertThat(waybill.run("list").out().lines().toList().getLast()).startsWith("a[2J b  finished  -  ");
            assertThat(waybill.run("list", "--json").out())
                    .contains("\\u009b", "\\u202e")
                    .doesNotContain("\u009b");
        }
    }

    @Test
    void settings_areRefused_whenTheyAreOpenToOthers() throws Exception {
        var file = directory.resolve(".config/waybill.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "token: secret\n");
        var waybill = new TestCli("http://127.0.0.1:1", "", directory);

        for (var mode : new String[] {"rw-r-----", "rw-----w-", "rw--w----", "rw----r--"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            var done = waybill.run("list");
            assertThat(done.code()).as(mode).isEqualTo(2);
            assertThat(done.err()).contains("chmod 600").doesNotContain("secret");
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(waybill.run("list").code()).isEqualTo(4);
    }

    @Test
    void follow_losesAndRepeatsNothing_whenTheConnectionIsCutAndTheServerKilled() throws Exception {
        var data = directory.resolve("data");
        var gate = directory.resolve("gate");
        var server = ServerProcess.start(data);
        try (var proxy = new TcpProxy(server.port())) {
            var client = server.client();
            client.app(
                    "shop",
                    TestRepository.make(directory.resolve("repository")),
                    "seq 1 1000; while [ ! -e '%s' ]; do sleep 0.2; done; seq 1001 2000".formatted(gate));
            var deploy = client.deploy("shop", "");
            client.awaitLog(deploy, "1000");
            var token = Files.readString(data.resolve("admin-token")).strip();
            var waybill = new TestCli("http://127.0.0.1:" + proxy.port(), token, directory);
            var followed = CompletableFuture.supplyAsync(() -> run(waybill, "tail", "shop/production#1", "-f"));
            waybill.awaitOut("1000");

            proxy.cut();
            server.kill();
            waybill.awaitErr("retrying");
            server = ServerProcess.start(data);
            proxy.mend(server.port());
            Files.createFile(gate);

            var done = followed.get();
            assertThat(done.code()).as(done.err()).isZero();
            assertThat(done.out().lines().filter(line -> line.matches("[0-9]+")))
                    .hasSize(2000);
            assertThat(new TestCli("http://127.0.0.1:" + server.port(), token, directory)
                            .run("tail", "shop/production#1")
                            .bytes())
                    .isEqualTo(done.bytes());
        } finally {
            server.close();
        }
    }

    @Test
    void follow_endsWithFour_whenTheServerStaysAway() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null);
                var proxy = new TcpProxy(URI.create(server.url()).getPort())) {
            var client = server.client();
            client.app("shop", TestRepository.make(directory.resolve("repository")), "echo begun; sleep 600");
            client.awaitLog(client.deploy("shop", ""), "begun");
            var waybill = new TestCli("http://127.0.0.1:" + proxy.port(), server.token(), directory);
            var followed = CompletableFuture.supplyAsync(
                    () -> run(waybill, "tail", "shop/production#1", "-f", "--patience", "1"));
            waybill.awaitOut("begun");

            proxy.cut();

            assertThat(followed.get().code()).isEqualTo(4);
            assertThat(followed.get().out()).contains("begun");
        }
    }

    private static TestCli.Done run(TestCli waybill, String... words) {
        try {
            return waybill.run(words);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
