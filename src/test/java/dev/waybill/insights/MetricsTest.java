package dev.waybill.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.Client.Answer;
import dev.waybill.Pause;
import dev.waybill.Postgres;
import dev.waybill.TcpProxy;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.store.Database;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What Prometheus is told, by a server that deploys. */
@Tag("processes")
class MetricsTest {
    @TempDir
    Path directory;

    private TestRepository repository;

    @BeforeEach
    void makeRepository() throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
    }

    @Test
    void scrape_countsAndTimes_whatEnded() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var client = server.client();
            client.app("good", repository, "echo hello");
            client.app("bad", repository, "exit 3");

            var logs = client.awaitEnd(client.deploy("good", "")) + client.awaitEnd(client.deploy("bad", ""));
            var figures = await(client, all -> ended(all, "succeeded") + ended(all, "failed") == 2);

            assertCounted(figures, logs);
            assertTimed(figures);
        }
    }

    private static void assertCounted(Map<String, Double> figures, String logs) {
        assertThat(figures)
                .containsEntry("waybill_deploys_finished_total{outcome=\"succeeded\"}", 1.0)
                .containsEntry("waybill_deploys_finished_total{outcome=\"failed\"}", 1.0)
                .containsEntry("waybill_deploys_finished_total{outcome=\"timed_out\"}", 0.0)
                .containsEntry("waybill_deploys_ran_seconds_count{outcome=\"succeeded\"}", 1.0)
                .containsEntry("waybill_deploys_ran_seconds_count{outcome=\"failed\"}", 1.0)
                .containsEntry("waybill_deploys_waited_seconds_count", 2.0)
                .containsEntry("waybill_log_stored_bytes_total", (double) logs.getBytes(StandardCharsets.UTF_8).length)
                .containsEntry("waybill_repository_fetch_seconds_count{outcome=\"failed\"}", 0.0)
                .containsEntry("waybill_lanes_busy", 0.0)
                .containsEntry("waybill_deploys_running", 0.0)
                .containsEntry("waybill_deploys_waiting", 0.0)
                .containsEntry("waybill_deploys_waiting_oldest_seconds", 0.0)
                .containsEntry("waybill_node_deploys_running", 0.0)
                .containsEntry("waybill_node_deploys_limit", 100.0)
                .containsEntry("waybill_node_draining", 0.0)
                .containsEntry("waybill_nodes", 1.0)
                .containsEntry("waybill_nodes_silent", 0.0)
                .containsEntry("waybill_database_up", 1.0);
    }

    private static void assertTimed(Map<String, Double> figures) {
        assertThat(figures.get("waybill_repository_fetch_seconds_count{outcome=\"succeeded\"}"))
                .isBetween(1.0, 2.0);
        assertThat(figures.get("waybill_repository_fetch_seconds_sum{outcome=\"succeeded\"}"))
                .isBetween(0.001, 60.0);
        assertThat(figures.get("waybill_deploys_ran_seconds_sum{outcome=\"succeeded\"}"))
                .isBetween(0.001, 60.0);
        assertThat(figures.get("waybill_database_seconds_count{kind=\"read\"}")).isGreaterThan(10);
        assertThat(figures.get("waybill_database_seconds_count{kind=\"write\"}"))
                .isGreaterThan(6);
    }

    @Test
    void scrape_tellsWhatRunsAndWaits() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var client = server.client();
            client.app("slow", repository, "echo begun; until [ -e %s/go ]; do sleep 0.2; done".formatted(directory));
            var runs = client.deploy("slow", "");
            client.awaitLog(runs, "begun");
            var waits = client.deploy("slow", "");

            server.time().pass(Duration.ofMinutes(5));
            var figures = Figures.of(scrape(client).text());
            cancel(client, waits);
            Files.createFile(directory.resolve("go"));
            client.awaitEnd(runs);
            var after = await(client, all -> ended(all, "succeeded") == 1);

            assertThat(figures)
                    .containsEntry("waybill_lanes_busy", 1.0)
                    .containsEntry("waybill_deploys_running", 1.0)
                    .containsEntry("waybill_deploys_waiting", 1.0)
                    .containsEntry("waybill_node_deploys_running", 1.0);
            assertThat(figures.get("waybill_deploys_waiting_oldest_seconds")).isBetween(300.0, 360.0);
            assertThat(after)
                    .containsEntry("waybill_lanes_busy", 0.0)
                    .containsEntry("waybill_deploys_finished_total{outcome=\"cancelled\"}", 1.0)
                    .containsEntry("waybill_deploys_ran_seconds_count{outcome=\"cancelled\"}", 0.0)
                    .containsEntry("waybill_deploys_ran_seconds_bucket{outcome=\"succeeded\",le=\"300.0\"}", 0.0)
                    .containsEntry("waybill_deploys_ran_seconds_bucket{outcome=\"succeeded\",le=\"900.0\"}", 1.0);
        }
    }

    @Test
    void scrape_countsFetchesThatFail() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var client = server.client();
            client.app("lost", TestRepository.at(directory.resolve("nowhere")), Map.of("command", "true"));

            var waits = client.deploy("lost", "");
            var figures = Figures.of(scrape(client).text());
            cancel(client, waits);

            assertThat(figures.get("waybill_repository_fetch_seconds_count{outcome=\"failed\"}"))
                    .isGreaterThanOrEqualTo(1);
            assertThat(figures).containsEntry("waybill_repository_fetch_seconds_count{outcome=\"succeeded\"}", 0.0);
        }
    }

    @Test
    void scrape_needsNoToken_andTellsNoName() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var client = server.client();
            client.app("webshop", repository, "true");
            client.awaitEnd(client.deploy("webshop", ""));

            var answer = scrape(client);
            var head = client.send(client.bare("/metrics").method("HEAD", BodyPublishers.noBody()));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            assertThat(answer.text())
                    .doesNotContain(
                            "webshop",
                            "production",
                            "admin",
                            directory.toString(),
                            repository.path().toString())
                    .doesNotContainPattern("\\b%s\\b"
                            .formatted(Pattern.quote(InetAddress.getLocalHost().getHostName())))
                    .doesNotContain(
                            Files.readString(server.data().resolve("node-id")).strip())
                    .contains(
                            "jvm_memory_used_bytes{",
                            "jvm_gc_",
                            "jvm_threads_",
                            "jvm_classes_",
                            "process_uptime_seconds")
                    .contains("process_cpu_usage");
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.contentType()).isEqualTo(answer.contentType());
            assertThat(head.text()).isEmpty();
        }
    }

    @Test
    @Tag("postgres")
    void scrape_answersWhatItCan_whileTheDatabaseIsAway() throws Exception {
        var real = Postgres.fresh().jdbcUrl();
        var address = URI.create(real.substring("jdbc:".length()));
        try (var cable = new TcpProxy(address.getPort());
                var server = TestServer.start(
                        directory.resolve("data"),
                        new Database(real.replace(":" + address.getPort() + "/", ":" + cable.port() + "/")))) {
            var client = server.client();
            assertThat(Figures.of(scrape(client).text()))
                    .containsEntry("waybill_nodes", 1.0)
                    .containsEntry("waybill_lanes_busy", 0.0);

            cable.cut();
            var begun = System.nanoTime();
            var figures = Figures.of(scrape(client).text());
            var took = Duration.ofNanos(System.nanoTime() - begun);
            cable.mend();
            var after = await(client, all -> all.getOrDefault("waybill_database_up", 0.0) == 1);

            assertThat(took).isLessThan(Duration.ofSeconds(3));
            assertThat(figures)
                    .containsEntry("waybill_database_up", 0.0)
                    .containsEntry("waybill_nodes", Double.NaN)
                    .containsEntry("waybill_deploys_finished_total{outcome=\"succeeded\"}", 0.0)
                    .containsKey("process_uptime_seconds");
            assertThat(after).containsEntry("waybill_nodes", 1.0);
        }
    }

    private static void cancel(Client client, JsonNode deploy) throws Exception {
        var answer =
                client.put("/api/0/deploys/%s/".formatted(deploy.get("id").asString()), Map.of("status", "cancelled"));
        assertThat(answer.status()).isEqualTo(200);
    }

    private static double ended(Map<String, Double> figures, String outcome) {
        return figures.getOrDefault("waybill_deploys_finished_total{outcome=\"%s\"}".formatted(outcome), 0.0);
    }

    /** The end of a deploy can be seen a moment before it is counted. */
    private static Map<String, Double> await(Client client, Predicate<Map<String, Double>> wanted) throws Exception {
        while (true) {
            var figures = Figures.of(scrape(client).text());
            if (wanted.test(figures)) {
                return figures;
            }
            Pause.briefly();
        }
    }

    private static Answer scrape(Client client) throws Exception {
        return client.send(client.bare("/metrics").GET());
    }
}
