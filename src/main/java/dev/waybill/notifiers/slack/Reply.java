package dev.waybill.notifiers.slack;

import dev.waybill.spi.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What came of a call of the Web API. */
sealed interface Reply {
    Told told();

    /** To be asked again; empty if Slack has done it or never will, or has not answered until then. */
    default Optional<Told> later(Instant until, Instant now) {
        return this instanceof No no && (SlackErrors.isLimit(no.error()) || no.mayBeDone() && now.isBefore(until))
                ? Optional.of(new Told.Later("", told().answer(), no.retryAt(now)))
                : Optional.empty();
    }

    /** Slack has done it. */
    record Ok(JsonNode json, Told told) implements Reply {}

    /**
     * It has not, or nobody knows.
     *
     * @param error Slack's word for it; empty if there is none
     */
    record No(String error, Told told) implements Reply {
        /** After these, Slack says, it may have been done. */
        private static final Set<String> UNCERTAIN =
                Set.of("", "internal_error", "fatal_error", "request_timeout", "service_unavailable");

        private static final Duration PAUSE = Duration.ofSeconds(10);

        private static final Set<String> GONE =
                Set.of("message_not_found", "cant_update_message", "edit_window_closed");

        static No waiting(Told.Later told) {
            return new No("ratelimited", told);
        }

        boolean mayBeDone() {
            return UNCERTAIN.contains(error);
        }

        /** Whether another message is needed, since this one cannot be edited. */
        boolean isGone() {
            return GONE.contains(error);
        }

        private Instant retryAt(Instant now) {
            return told instanceof Told.Failed failed && failed.retryAt() != null ? failed.retryAt() : now.plus(PAUSE);
        }

        /** Whether asking again later can help. */
        boolean isPassing() {
            return mayBeDone() || SlackErrors.isLimit(error);
        }
    }
}
