package dev.waybill.cli.apps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.ServerProcess;
import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import dev.waybill.cli.Answering;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code waybill reload}, as the unit for systemd calls it; and what the server takes from its environment. */
@Tag("processes")
class ReloadVerbTest {
    @TempDir
    Path directory;

    @Test
    void reload_tellsItsResult_toWhoAsked() throws Exception {
        var data = directory.resolve("data");
        var file = directory.resolve("apps.yaml");
        var app = "%s: {repository: '"
                + TestRepository.make(directory.resolve("repository")).path() + "', deploy: 'true'}\n";
        Files.writeString(file, app.formatted("shop"));
        try (var _ = ServerProcess.start(data, "--config", file.toString())) {
            var waybill = new TestCli(Map.of("WAYBILL_DATA", data.toString()), directory);

            var same = waybill.run("reload");
            Files.writeString(file, app.formatted("shop") + app.formatted("blog"));
            var rehearsed = waybill.run("reload", "--dry-run");
            var done = waybill.run("reload");
            Files.writeString(file, app.formatted("shop") + "blog: {deplyo: x}\n");
            var wrong = waybill.run("reload");

            assertThat(same.err()).isEqualTo("No changes.");
            assertThat(rehearsed.out()).isEqualTo("created  blog");
            assertThat(done.out()).isEqualTo("created  blog");
            assertThat(done.code()).isZero();
            assertThat(wrong.code()).isEqualTo(1);
            assertThat(wrong.err()).contains("blog.deplyo, line 2", "did you mean deploy?");
        }
    }

    @Test
    void mistakes_areALineEach_howeverMany() throws Exception {
        var mistakes = IntStream.rangeClosed(1, 200)
                .mapToObj(
                        i -> "{\"field\": \"%1$d\", \"error\": \"apps.shop.key%1$d, line %1$d: unknown\"}".formatted(i))
                .collect(Collectors.joining(", "));
        try (var server = Answering.start((exchange, _) -> Answering.send(exchange, 400, """
                {"error": "x.yaml cannot be used:\\n  apps.shop.key1, line 1: unknown…", "error_name": "invalid_config",
                 "details": [%s]}""".formatted(mistakes)))) {
            var refused = new TestCli(server.url(), "none", directory).run("reload");

            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err().lines())
                    .hasSize(201)
                    .startsWith("x.yaml cannot be used:", "  apps.shop.key1, line 1: unknown")
                    .endsWith("  apps.shop.key200, line 200: unknown");
        }
    }

    @Test
    void warnings_arePrinted() throws Exception {
        try (var server = Answering.start((exchange, _) -> Answering.send(exchange, 200, """
                {"created": [], "changed": ["shop"], "retired": [], "warnings": ["shop: the timeout is short"]}"""))) {
            var waybill = new TestCli(server.url(), "none", directory);

            for (var words : new String[][] {{"reload"}, {"reload", "--dry-run"}}) {
                var done = waybill.run(words);
                assertThat(done.code()).isZero();
                assertThat(done.out()).isEqualTo("changed  shop");
                assertThat(done.err()).contains("warning: shop: the timeout is short");
            }
        }
    }

    @Test
    void addressOfTheClientsServer_isNoPublicAddressOfAServer() throws Exception {
        var data = directory.resolve("data");
        try (var server = ServerProcess.startWith(List.of("WAYBILL_URL=http://other.example.com"), data)) {
            assertThat(server.output())
                    .contains("WAYBILL_URL is ignored: it tells the command line which server to use");
            assertThat(loginLink(data)).startsWith("http://127.0.0.1:" + server.port());
        }
        var other = directory.resolve("other");
        try (var _ = ServerProcess.startWith(List.of("WAYBILL_PUBLIC_URL=https://deploy.example.com"), other)) {
            assertThat(loginLink(other)).startsWith("https://deploy.example.com/login/");
        }
    }

    private String loginLink(Path data) throws Exception {
        return new TestCli(Map.of("WAYBILL_DATA", data.toString()), directory)
                .run("login-link")
                .out();
    }
}
