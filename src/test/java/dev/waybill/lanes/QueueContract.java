package dev.waybill.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What waits its turn in a lane runs in its turn; once for each database. */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueueContract {
    private static final int LANES = 6;
    private static final int COMMITS = 6;

    private Path directory;
    private TestServer server;
    private Client client;

    /** Null for the embedded store. */
    abstract @Nullable Database database() throws Exception;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        this.directory = directory;
        server = TestServer.start(directory.resolve("data"), database());
        client = server.client();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @Test
    void successiveCommits_allRun_inTheOrderOfTheRequests() throws Exception {
        var lanes = IntStream.range(0, LANES)
                .mapToObj(i -> (Callable<List<JsonNode>>) () -> deployCommitByCommit("lane" + i))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var lane : threads.invokeAll(lanes)) {
                assertOneAfterTheOther(lane.get());
            }
        }
    }

    /** Asks for each as soon as the one before has been accepted. */
    private List<JsonNode> deployCommitByCommit(String app) throws Exception {
        var repository = TestRepository.make(directory.resolve(app));
        client.app(app, repository, "sleep 0.1");
        var asked = new ArrayList<JsonNode>();
        for (var i = 0; i < COMMITS; i++) {
            var sha = repository.commit("file", "%d\n".formatted(i));
            asked.add(client.deploy(app, "?sha=" + sha));
        }
        var ended = new ArrayList<JsonNode>();
        for (var deploy : asked) {
            client.awaitEnd(deploy);
            ended.add(client.show(deploy));
        }
        return ended;
    }

    private static void assertOneAfterTheOther(List<JsonNode> lane) {
        assertThat(lane).extracting(deploy -> deploy.get("outcome").asString()).containsOnly("succeeded");
        assertThat(lane)
                .extracting(deploy ->
                        Instant.parse(deploy.get("dateStarted").asString()).toEpochMilli())
                .isSorted();
    }

    @Test
    void whatHasNoCommitYet_keepsItsTurn_untilTheHostHasBeenSilentForLong() throws Exception {
        var repository = TestRepository.make(directory.resolve("away"));
        var known = repository.git("rev-parse", "main");
        client.app("away", repository, "true");
        client.awaitEnd(client.deploy("away", ""));
        Files.move(repository.path(), directory.resolve("gone"));

        var unresolved = client.deploy("away", "?ref=main");
        var behind = client.deploy("away", "?sha=" + known);
        var atOnce = client.show(behind);
        server.time().pass(Patience.LONGEST);
        client.awaitEnd(behind);
        var stillWaiting = client.show(unresolved);
        Files.move(directory.resolve("gone"), repository.path());
        server.time().pass(Patience.LONGEST);
        client.awaitEnd(unresolved);

        assertThat(atOnce.at("/blockers/0/code").asString()).isEqualTo("QUEUED_BEHIND");
        assertThat(atOnce.at("/blockers/0/message").asString()).contains("away/production#2, which goes first");
        assertThat(atOnce.get("blockers")).hasSize(1);
        assertThat(stillWaiting.at("/blockers/0/code").asString()).isEqualTo("VCS_UNREACHABLE");
        assertThat(client.show(unresolved).get("outcome").asString()).isEqualTo("succeeded");
    }

    @Test
    void whatIsBehindARefThatIsNot_starts_whenThatIsKnown() throws Exception {
        var repository = TestRepository.make(directory.resolve("late"));
        var known = repository.git("rev-parse", "main");
        client.app("late", repository, "true");
        client.awaitEnd(client.deploy("late", ""));
        Files.move(repository.path(), directory.resolve("elsewhere"));

        var unresolved = client.deploy("late", "?ref=nowhere");
        var behind = client.deploy("late", "?sha=" + known);
        Files.move(directory.resolve("elsewhere"), repository.path());
        client.awaitEnd(behind);

        assertThat(client.show(unresolved).get("outcome").asString()).isEqualTo("failed");
        assertThat(client.show(behind).get("outcome").asString()).isEqualTo("succeeded");
    }
}
