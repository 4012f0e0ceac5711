package dev.waybill.web.deploys;

import dev.waybill.events.Recorded;
import dev.waybill.web.frame.Ages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Events of deploys as sentences. */
final class EventWords {
    /** Milliseconds that nobody calls waiting. */
    private static final long SHORT = 1000;

    private EventWords() {}

    static String sentence(Recorded event) {
        return switch (event.kind()) {
            case "deploy.requested" -> "Requested: " + text(event, "ref");
            case "deploy.waiting" -> "Waits: " + text(event, "reason");
            case "deploy.started" -> started(event);
            case "deploy.slow" ->
                "Takes longer than the usual %s: %s so far"
                        .formatted(length(event, "usualMillis"), length(event, "ranMillis"));
            case "deploy.reported" -> "Reported: " + report(event);
            case "deploy.cancelled" ->
                event.data().get("for") == null ? "Cancelled" : "Cancelled for " + text(event, "for");
            case "deploy.killed" -> "Killed";
            case "deploy.finished" -> finished(event);
            case "version.judged" ->
                "Version judged %s%s"
                        .formatted(
                                text(event, "verdict"),
                                event.data().get("reason") == null ? "" : ": " + text(event, "reason"));
            default -> event.kind();
        };
    }

    private static String started(Recorded event) {
        return event.data().get("waitedMillis") instanceof Number millis && millis.longValue() >= SHORT
                ? "Started after waiting " + length(event, "waitedMillis")
                : "Started at once";
    }

    private static String finished(Recorded event) {
        var ran = event.data().get("ranMillis") == null ? "" : " after " + length(event, "ranMillis");
        return "Ended: %s%s".formatted(text(event, "outcome").replace('_', ' '), ran);
    }

    private static String report(Recorded event) {
        return Stream.of(
                        event.data().get("step") == null ? "" : "step " + text(event, "step") + " begins",
                        event.data().get("progress") == null ? "" : text(event, "progress") + " %",
                        joined(event, "notes"),
                        joined(event, "links"),
                        joined(event, "hosts"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String joined(Recorded event, String field) {
        return switch (event.data().get(field)) {
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining("; "));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(it -> "%s: %s".formatted(it.getKey(), it.getValue()))
                        .collect(Collectors.joining(", "));
            case null, default -> "";
        };
    }

    private static String text(Recorded event, String field) {
        return String.valueOf(event.data().getOrDefault(field, ""));
    }

    private static String length(Recorded event, String field) {
        return event.data().get(field) instanceof Number millis
                ? Ages.inWords(Duration.ofMillis(millis.longValue()))
                : "";
    }
}
