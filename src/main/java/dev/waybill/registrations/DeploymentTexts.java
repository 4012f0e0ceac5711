package dev.waybill.registrations;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Outcome;
import dev.waybill.events.Recorded;
import dev.waybill.forge.Deployments;
import dev.waybill.forge.Deployments.State;
import dev.waybill.forge.OwnStatus;
import dev.waybill.forge.SecretMask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a code host is told about a deploy.
 *
 * @param url the server's public URL
 * @param mask for what deploys say
 */
record DeploymentTexts(String url, SecretMask mask) {
    /** A state that a deploy leaves sooner is not reported: code hosts limit writes. */
    private static final Duration BRIEF = Duration.ofSeconds(10);

    /** What production is usually called. */
    private static final Set<String> PRODUCTION = Set.of("production", "prod", "live");

    /** @param contexts as of {@link Deployments.Registration} */
    Deployments.Registration registration(Deploy deploy, @Nullable List<String> contexts) {
        return new Deployments.Registration(
                deploy.id().toString(),
                Objects.requireNonNull(deploy.sha()),
                deploy.ref(),
                deploy.environment(),
                deploy.task(),
                PRODUCTION.contains(deploy.environment()),
                false,
                contexts,
                "%s, requested by %s".formatted(deploy.name(), deploy.requestedBy()),
                deploy.name(),
                page(deploy));
    }

    /** Whether the deploy has gone on since: then the state that it reached in between is not reported. */
    boolean isOvertaken(Deploy deploy, Recorded event) {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> false;
            case Deploy.Running _ -> event.kind().equals("deploy.requested");
            case Deploy.Finished _ -> !event.kind().equals("deploy.finished");
        };
    }

    /** When to report its present state, if it is still in it then; empty for at once. */
    Optional<Instant> settled(Deploy deploy, Registration registration) {
        return switch (deploy.state()) {
            case Deploy.Pending _ ->
                registration.state() == null
                        ? Optional.of(registration.changed().plus(BRIEF))
                        : Optional.empty();
            case Deploy.Running running -> Optional.of(running.since().plus(BRIEF));
            case Deploy.Finished _ -> Optional.empty();
        };
    }

    Deployments.Status status(Deploy deploy) {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> status(deploy, State.QUEUED, "Queued: requested by " + deploy.requestedBy());
            case Deploy.Running _ ->
                status(deploy, State.IN_PROGRESS, "In progress: requested by " + deploy.requestedBy());
            case Deploy.Finished finished ->
                status(deploy, state(finished.outcome()), sentence(deploy, finished.outcome()));
        };
    }

    Deployments.Status replaced(Deploy by) {
        return status(by, State.INACTIVE, "Replaced by " + by.name());
    }

    private Deployments.Status status(Deploy deploy, State state, String description) {
        return new Deployments.Status(
                state, description, page(deploy), deploy.report().links().get("environment"));
    }

    private static State state(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> State.SUCCESS;
            case FAILED, TIMED_OUT -> State.FAILURE;
            case CANCELLED, INTERRUPTED, SUPERSEDED -> State.ERROR;
        };
    }

    private String sentence(Deploy deploy, Outcome outcome) {
        var told = switch (outcome) {
            case SUCCEEDED -> "Succeeded";
            case FAILED -> "Failed";
            case TIMED_OUT -> "Reached its time limit";
            case CANCELLED -> "Cancelled";
            case INTERRUPTED -> "Interrupted";
            case SUPERSEDED -> "Superseded by a newer deploy";
        };
        return deploy.message() == null ? told : "%s: %s".formatted(told, masked(deploy, deploy.message()));
    }

    private String masked(Deploy deploy, String message) {
        return mask.masked(deploy.app(), deploy.appVersion(), deploy.environment(), message);
    }

    private String page(Deploy deploy) {
        return OwnStatus.link(url, deploy.appName(), deploy.environment(), deploy.number());
    }
}
