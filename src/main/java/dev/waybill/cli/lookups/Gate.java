package dev.waybill.cli.lookups;

import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.client.Patience;
import dev.waybill.cli.words.BlockerWords;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * What blocks a deploy that another tool would make. Blocks; for one thread.
 *
 * @param path of the question, in the API
 */
record Gate(Api api, String path) {
    /** Checks and repositories change what blocks a deploy without an event. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    /** A busy server has many events. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** The other tool deploys by itself, so it needs no permission to deploy here. */
    JsonNode ask() throws CallFailed, InterruptedException {
        var answer = api.get(path);
        if (answer.path("blockers") instanceof ArrayNode blockers) {
            blockers.removeIf(blocker -> blocker.path("code").asString("").equals("NOT_PERMITTED"));
        }
        return answer;
    }

    static boolean isBlocked(JsonNode answer) {
        return !answer.path("blockers").isEmpty();
    }

    /**
     * Asks again after every event, and from time to time. Returns the last answer.
     *
     * @param patience how many seconds to retry while the server cannot be reached
     * @param words receives what blocks it, whenever that changes
     */
    JsonNode await(JsonNode first, Duration longest, int patience, Consumer<String> words)
            throws CallFailed, InterruptedException {
        var clock = InstantSource.system();
        var end = clock.instant().plus(longest);
        var patient = new Gate(api.with(Patience.of(Duration.ofSeconds(patience)), words), path);
        try (var bell = EventBell.of(patient.api, patience)) {
            var answer = first;
            var said = "";
            while (isBlocked(answer) && clock.instant().isBefore(end)) {
                var reasons = reasons(answer);
                if (!reasons.equals(said)) {
                    words.accept(reasons);
                }
                said = reasons;
                if (bell.await(shorter(LOOK_AGAIN, until(end, clock)))) {
                    Thread.sleep(shorter(PAUSE, until(end, clock)));
                }
                answer = patient.ask();
            }
            return answer;
        }
    }

    private static String reasons(JsonNode answer) {
        return BlockerWords.lines(answer.path("blockers"))
                .lines()
                .map("waiting: "::concat)
                .collect(Collectors.joining("\n"));
    }

    private static Duration until(Instant end, InstantSource clock) {
        var left = Duration.between(clock.instant(), end);
        return left.isPositive() ? left : Duration.ZERO;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
