package dev.waybill.forge.github;

import static dev.waybill.forge.github.GitHubFixture.SHA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.forge.CheckReport;
import dev.waybill.forge.CheckReport.State;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.spi.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever GitHub answers that is no explicit success: the checks of a commit with one green check do not look all green. */
class NothingTurnsGreenTest {
    private static final List<String> ASKED = List.of("/status", "/check-runs");

    private static final List<String> STRANGE = List.of(
            "",
            "null",
            "[]",
            "{}",
            "7",
            "\"success\"",
            "true",
            "<html>success</html>",
            "{\"state\": \"success\"}",
            "{\"state\": \"success\", \"total_count\": 1}",
            "{\"total_count\": 1, \"statuses\": null, \"check_runs\": null}",
            "{\"total_count\": 1, \"statuses\": {}, \"check_runs\": {}}",
            "{\"total_count\": 1, \"statuses\": \"success\", \"check_runs\": \"success\"}",
            "{\"total_count\": 2, \"statuses\": [], \"check_runs\": []}",
            "{\"total_count\": 1, \"statuses\": [null], \"check_runs\": [null]}",
            "{\"total_count\": 1, \"statuses\": [\"success\"], \"check_runs\": [\"success\"]}",
            "{\"total_count\": 1, \"statuses\": [{}], \"check_runs\": [{}]}",
            entry("\"context\": \"x\""),
            entry("\"state\": \"success\", \"status\": \"completed\", \"conclusion\": \"success\""),
            entry("\"context\": \"x\", \"name\": \"x\", \"state\": null, \"status\": null"),
            entry("\"context\": \"x\", \"name\": \"x\", \"state\": true, \"status\": true, \"conclusion\": true"),
            entry(
                    "\"context\": \"x\", \"name\": \"x\", \"state\": \"SUCCESS\", \"status\": \"completed\", \"conclusion\": \"SUCCESS\""),
            entry("\"context\": \"x\", \"name\": \"x\", \"state\": [\"success\"], \"status\": \"completed\","
                    + " \"conclusion\": [\"success\"]"),
            entry(
                    "\"context\": \"x\", \"name\": \"x\", \"state\": \"\", \"status\": \"\", \"conclusion\": \"success\""),
            entry(
                    "\"context\": \"x\", \"name\": \"x\", \"state\": \"queued\", \"status\": \"queued\", \"conclusion\": \"success\""),
            "{\"errors\": [{\"message\": \"success\"}]}",
            "{\"message\": \"Not Found\"}");

    private static String entry(String fields) {
        return "{\"total_count\": 1, \"statuses\": [{%1$s}], \"check_runs\": [{%1$s}]}".formatted(fields);
    }

    @TestFactory
    Stream<DynamicTest> otherStatuses() {
        return IntStream.concat(IntStream.rangeClosed(201, 208), IntStream.rangeClosed(300, 599))
                .filter(status -> status != 304)
                .boxed()
                .flatMap(status -> Stream.of("{}", green())
                        .map(body -> test(
                                "HTTP %d with %s".formatted(status, body),
                                fake -> ASKED.forEach(path -> fake.fail(path, status, Map.of(), body, 9)))));
    }

    /** What would be green with 200 is green with no other status. */
    private static String green() {
        return entry("\"context\": \"x\", \"name\": \"x\", \"state\": \"success\", \"status\": \"completed\","
                + " \"conclusion\": \"success\"");
    }

    @TestFactory
    Stream<DynamicTest> strangeBodies() {
        return ASKED.stream()
                .flatMap(path -> STRANGE.stream()
                        .map(body -> test(path + " with " + body, fake -> fake.fail(path, 200, Map.of(), body, 9))));
    }

    @TestFactory
    Stream<DynamicTest> brokenConnections() {
        return ASKED.stream()
                .flatMap(path -> Stream.of(
                        test(path + " cut", fake -> fake.cut(path, 9)),
                        test(path + " lost", fake -> fake.lose(path, 9)),
                        test(path + " hanging", fake -> fake.hang(path, 9))));
    }

    @TestFactory
    Stream<DynamicTest> laterPages() {
        return ASKED.stream()
                .flatMap(path -> Stream.of(
                        test(path + " page 2 fails", fake -> fake.fail(path + ".*page=2", 502, Map.of(), "", 9)),
                        test(
                                path + " page 2 is empty",
                                fake -> fake.fail(
                                        path + ".*page=2",
                                        200,
                                        Map.of(),
                                        entry("").replace("{}", ""),
                                        9)),
                        test(path + " page 2 is lost", fake -> fake.lose(path + ".*page=2", 9))));
    }

    private static DynamicTest test(String name, Consumer<FakeGitHub> fault) {
        return DynamicTest.dynamicTest(name, () -> {
            try (var server = new GitHubFixture();
                    var hasty = server.hasty()) {
                for (var i = 0; i < 120; i++) {
                    server.fake.green(SHA.hex(), "test " + i);
                    server.fake.status(SHA.hex(), "ci " + i, "success", null);
                }
                fault.accept(server.fake);
                var github = server.with(
                        new Credential.Token(() -> new Secret(FakeGitHub.TOKEN)),
                        name.contains("hanging") ? hasty : server.http);
                assertNotGreen(() -> github.checks(SHA));
                server.time.pass(Duration.ofHours(1));
                assertNotGreen(() -> github.checks(SHA, Set.of("x")));
            }
        });
    }

    @FunctionalInterface
    private interface Call {
        List<CheckReport> run() throws ForgeFailure, InterruptedException;
    }

    private static void assertNotGreen(Call call) throws InterruptedException {
        try {
            var reports = call.run();
            assertThat(!reports.isEmpty() && reports.stream().allMatch(it -> it.state() == State.PASSED))
                    .as("all green: %s", reports)
                    .isFalse();
        } catch (ForgeFailure e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
