package dev.waybill.forge.github;

import static dev.waybill.forge.github.GitHubFixture.SHA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.forge.CheckReport;
import dev.waybill.forge.Deployments.Registration;
import dev.waybill.forge.Deployments.State;
import dev.waybill.forge.Deployments.Status;
import dev.waybill.forge.ForgeFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Answers that nobody would expect: every method returns, or fails as it says, and no text of the answer gets out uncleaned. */
class StrangeAnswersTest {
    private static final String HOSTILE = "\\u001b[31m\\u202e\\u0000" + "x".repeat(5_000);

    private static final List<String> BODIES = Stream.of(
                    "",
                    "null",
                    "[]",
                    "{}",
                    "[null]",
                    "[[[[]]]]",
                    "{\"id\": null}",
                    "{\"id\": -1}",
                    "{\"id\": 1e400}",
                    "{\"id\": 99999999999999999999}",
                    "{\"id\": \"7\"}",
                    "{\"id\": [7]}",
                    "[{\"id\": 7, \"payload\": null}, {\"id\": 7, \"payload\": \"{\"}, {\"id\": 7, \"payload\": [1]}]",
                    "[{\"body\": null, \"state\": null, \"description\": []}]",
                    "{\"token\": null}",
                    "{\"id\": 7, \"token\": \"ghs x\", \"expires_at\": \"never\"}",
                    "{\"id\": 7, \"token\": \"ghs\", \"expires_at\": \"-999999999-01-01T00:00:00Z\"}",
                    "{\"data\": {\"repository\": {\"c0\": {\"associatedPullRequests\": {\"nodes\": [null, 7, {}]}}}}}",
                    "{\"data\": {\"repository\": {\"c0\": {\"author\": 7, \"associatedPullRequests\": {\"nodes\": {\"a\": 1}}}}}}",
                    "{\"data\": {\"repository\": {\"c0\": {\"associatedPullRequests\": {\"nodes\": [{\"number\": 1, \"url\":"
                            + " \"javascript:alert(1)\"}]}}}}}",
                    "{\"errors\": 7}",
                    "{\"errors\": [7, null, {\"type\": 7}], \"message\": []}",
                    "{\"resources\": {\"core\": {\"remaining\": 1, \"reset\": 9223372036854775807}}}",
                    "{\"permissions\": 7}",
                    "{\"message\": \"HOSTILE\", \"errors\": [{\"contexts\": [{\"context\": \"HOSTILE\"}, 7, null]}]}",
                    "{\"message\": \"HOSTILE\", \"errors\": [\"HOSTILE\", {\"message\": \"HOSTILE\"}]}",
                    "[".repeat(5_000))
            .map(body -> body.replace("HOSTILE", HOSTILE))
            .toList();

    @FunctionalInterface
    private interface Operation {
        Object run(GitHub github) throws ForgeFailure, InterruptedException;
    }

    private static final Map<String, Operation> OPERATIONS = Map.of(
            "checks", github -> github.checks(SHA),
            "named checks", github -> github.checks(SHA, Set.of("test")),
            "origins", github -> github.origins(List.of(SHA)),
            "abilities", GitHub::abilities,
            "find", github -> github.deployments().orElseThrow().find("42", SHA, "production"),
            "register",
                    github -> github.deployments()
                            .orElseThrow()
                            .register(new Registration(
                                    "42", SHA, "main", "production", "deploy", true, false, null, "d", "n", "u")),
            "report",
                    github -> {
                        github.deployments().orElseThrow().report(7, new Status(State.SUCCESS, "d", "https://u", null));
                        return "";
                    },
            "comment",
                    github -> {
                        github.comment(7, "Live", "x");
                        return "";
                    },
            "publish",
                    github -> {
                        github.publish(
                                SHA, new CheckReport("w", CheckReport.State.PASSED, "d", null, null, Instant.EPOCH));
                        return "";
                    });

    @TestFactory
    Stream<DynamicTest> everyMethod_withEveryAnswer() {
        return OPERATIONS.entrySet().stream()
                .map(it -> DynamicTest.dynamicTest(it.getKey(), () -> {
                    try (var server = new GitHubFixture()) {
                        for (var status : List.of(200, 201, 403)) {
                            play(server, status, () -> run(it.getValue(), server.github));
                        }
                    }
                }));
    }

    @Test
    void signingInAsAnApp_withEveryAnswer() throws Exception {
        try (var server = new GitHubFixture()) {
            for (var status : List.of(200, 201)) {
                play(server, status, () -> run(github -> github.checks(SHA), server.asApp()));
            }
        }
    }

    private interface Play {
        void run() throws InterruptedException;
    }

    private static void play(GitHubFixture server, int status, Play play) throws InterruptedException {
        for (var body : BODIES) {
            server.fake.fail(".*", status, Map.of(), body, 99);
            play.run();
            server.time.pass(Duration.ofHours(2));
            server.fake.mend();
        }
    }

    private static void run(Operation operation, GitHub github) throws InterruptedException {
        try {
            assertHarmless(String.valueOf(operation.run(github)));
        } catch (ForgeFailure e) {
            assertHarmless(String.valueOf(e.getMessage()));
            assertThat(e.getMessage()).hasSizeLessThan(1_000);
        }
    }

    private static void assertHarmless(String text) {
        assertThat(text).doesNotContain("\u001b", "\u202e", "\u0000", "javascript:", "ghs", "ghp");
    }
}
