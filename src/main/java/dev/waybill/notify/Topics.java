package dev.waybill.notify;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.events.Recorded;
import dev.waybill.spi.notices.Topic;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which events are told, and as what. */
final class Topics {
    private Topics() {}

    /** Empty for an event that is not told. */
    static Optional<Topic> of(Handle handle, Recorded event) {
        return Optional.ofNullable(
                switch (event.kind()) {
                    case "deploy.waiting" -> Topic.QUEUED;
                    case "deploy.started" -> Topic.STARTED;
                    case "deploy.reported" -> Topic.PROGRESS;
                    case "deploy.slow" -> Topic.SLOW;
                    case "deploy.finished" -> ended(handle, event);
                    case "lock.acquired", "lock.handed_over", "lock.changed" -> Topic.LOCKED;
                    case "lock.stolen" -> Topic.LOCK_STOLEN;
                    case "lock.expiring" -> Topic.LOCK_EXPIRING;
                    case "lock.expired", "lock.released" -> Topic.UNLOCKED;
                    case "automation.paused", "automation.still_paused" -> Topic.AUTOMATION_PAUSED;
                    case "drift.found" -> Topic.DRIFT;
                    default -> null;
                });
    }

    private static Topic ended(Handle handle, Recorded event) {
        return switch (String.valueOf(event.data().get("outcome"))) {
            case "succeeded" ->
                DeployStore.find(handle, event).filter(Deploy::isRollback).isPresent()
                        ? Topic.ROLLED_BACK
                        : Topic.SUCCEEDED;
            case "timed_out" -> Topic.TIMED_OUT;
            case "interrupted" -> Topic.INTERRUPTED;
            case "cancelled" -> Topic.CANCELLED;
            case "superseded" -> Topic.SUPERSEDED;
            default -> Topic.FAILED;
        };
    }
}
