package dev.waybill.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import dev.waybill.TestRepository;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What waits its turn in a lane runs in its turn; once for each database. */
abstract class QueueContract extends SharedServer {
    private static final int LANES = 6;
    private static final int COMMITS = 6;

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

    /** All deploys of a lane, in the order of their requests. */
    private static void assertOneAfterTheOther(List<JsonNode> lane) {
        assertThat(lane).extracting(deploy -> deploy.get("outcome").asString()).containsOnly("succeeded");
        for (var i = 0; i < lane.size(); i++) {
            assertThat(number(lane.get(i))).isEqualTo(i + 1);
            if (i > 0) {
                assertThat(date(lane.get(i), "dateStarted")).isAfterOrEqualTo(date(lane.get(i - 1), "dateFinished"));
            }
        }
    }

    private static Instant date(JsonNode deploy, String field) {
        return Instant.parse(deploy.get(field).asString());
    }

    @Test
    void twentyAppsAtOnce_allEnd_inOrderOfTheirLanes() throws Exception {
        for (var i = 0; i < 20; i++) {
            client.app("many" + i, repository, "echo \"{app}#{number}\"; sleep 0.1");
        }

        var ended = new ArrayList<JsonNode>();
        for (var deploy : askedAtOnce(60, i -> "many" + i % 20)) {
            assertThat(client.awaitEnd(deploy)).contains("\n%s\n".formatted(name(deploy)));
            ended.add(client.show(deploy));
        }

        var lanes = ended.stream()
                .sorted(Comparator.comparing(QueueContract::number))
                .collect(Collectors.groupingBy(QueueContract::app));
        assertThat(lanes).hasSize(20).allSatisfy((_, lane) -> {
            assertThat(lane).hasSize(3);
            assertOneAfterTheOther(lane);
        });
    }

    private List<JsonNode> askedAtOnce(int count, IntFunction<String> app) throws Exception {
        var requests = IntStream.range(0, count)
                .mapToObj(i -> (Callable<JsonNode>) () -> client.deploy(app.apply(i), ""))
                .toList();
        var asked = new ArrayList<JsonNode>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(requests)) {
                asked.add(answer.get());
            }
        }
        return asked;
    }

    private static String name(JsonNode deploy) {
        return app(deploy) + "#" + number(deploy);
    }

    private static String app(JsonNode deploy) {
        return deploy.at("/app/name").asString();
    }

    private static int number(JsonNode deploy) {
        return deploy.get("number").asInt();
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
