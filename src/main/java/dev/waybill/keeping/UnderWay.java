package dev.waybill.keeping;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.Lane;
import dev.waybill.spi.Time;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/** The deploys that run on this node, or whose workspaces are not yet kept or removed. Thread-safe. */
final class UnderWay {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final ConcurrentHashMap<DeployId, Lane> all = new ConcurrentHashMap<>();
    private final Time time;

    UnderWay(Time time) {
        this.time = time;
    }

    void add(Deploy deploy) {
        all.put(deploy.id(), deploy.lane());
    }

    void remove(Deploy deploy) {
        all.remove(deploy.id());
    }

    boolean has(DeployId deploy) {
        return all.containsKey(deploy);
    }

    /** Waits for the deploy before this one in its lane, which may have ended a moment ago; not for long. */
    void awaitOthers(Deploy deploy) throws InterruptedException {
        for (var waited = Duration.ZERO;
                isThereAnother(deploy) && waited.compareTo(LONGEST_WAIT) < 0;
                waited = waited.plus(LOOK_AGAIN)) {
            time.sleep(LOOK_AGAIN);
        }
    }

    private boolean isThereAnother(Deploy deploy) {
        return all.entrySet().stream()
                .anyMatch(other -> other.getValue().equals(deploy.lane())
                        && !other.getKey().equals(deploy.id()));
    }
}
