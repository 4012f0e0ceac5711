package dev.waybill.notifiers.slack;

import dev.waybill.spi.Told;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What came of a call of the Web API. */
sealed interface Reply {
    Told told();

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

        /** Whether asking again later can help. */
        boolean isPassing() {
            return mayBeDone() || SlackErrors.isLimit(error);
        }
    }
}
