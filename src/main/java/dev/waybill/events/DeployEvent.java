package dev.waybill.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change of a deploy. Each has the deploy's name, such as {@code shop/production#42}, and the name of the user who caused it. */
public sealed interface DeployEvent extends EventData {
    /** The deploy's name. */
    String name();

    record Requested(String name, String ref, String by) implements DeployEvent {
        @Override
        public String eventKind() {
            return "deploy.requested";
        }
    }

    /**
     * It has waited for half a minute.
     *
     * @param reason what blocks it
     */
    record Waiting(String name, long waitedMillis, String reason) implements DeployEvent {
        @Override
        public String eventKind() {
            return "deploy.waiting";
        }
    }

    /** @param node the id of the node that runs it */
    record Started(String name, String node, long waitedMillis) implements DeployEvent {
        @Override
        public String eventKind() {
            return "deploy.started";
        }
    }

    /**
     * It runs for longer than usual.
     *
     * @param usualMillis within what time most of the last successful deploys of its lane have ended
     */
    record Slow(String name, long ranMillis, long usualMillis) implements DeployEvent {
        @Override
        public String eventKind() {
            return "deploy.slow";
        }
    }

    /**
     * @param progress in percent; null if it was not reported
     * @param hosts {@code pending}, {@code ok}, {@code failed} or {@code unreachable}, by name
     * @param step the step that begins; null if none does
     */
    record Reported(
            String name,
            @Nullable Integer progress,
            List<String> notes,
            Map<String, String> links,
            Map<String, String> hosts,
            @Nullable String step,
            String by)
            implements DeployEvent {
        @Override
        public String eventKind() {
            return "deploy.reported";
        }
    }

    /**
     * Somebody asked a running deploy to stop; it ends later.
     *
     * @param rollback the name of the rollback that replaces it; null if none does
     */
    record Cancelled(
            String name,
            String by,
            @JsonProperty("for") @Nullable String rollback) implements DeployEvent {
        @Override
        public String eventKind() {
            return "deploy.cancelled";
        }
    }

    record Killed(String name, String by) implements DeployEvent {
        @Override
        public String eventKind() {
            return "deploy.killed";
        }
    }

    /**
     * @param ranMillis null if it never ran
     * @param by who cancelled it while it waited, or the deploy that superseded it; null for any other end
     */
    record Finished(
            String name,
            String outcome,
            @Nullable Long ranMillis,
            @Nullable String by) implements DeployEvent {
        @Override
        public String eventKind() {
            return "deploy.finished";
        }
    }

    /**
     * A judgement on the version that a deploy brought.
     *
     * @param reason null if none was given
     */
    record Judged(
            String name,
            String sha,
            String verdict,
            String cause,
            @Nullable String reason,
            String by) implements DeployEvent {
        @Override
        public String eventKind() {
            return "version.judged";
        }
    }
}
