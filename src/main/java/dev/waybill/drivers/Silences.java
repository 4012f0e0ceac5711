package dev.waybill.drivers;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployEvents;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Loop;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Watches whether drivers are heard. As with nodes, this server's own clock measures their silence, and only while it runs and
 * reaches the database: the time of an outage is nobody's silence. One thread looks.
 */
public final class Silences {
    /** A driver from which nothing comes for this long is silent. */
    static final Duration SILENT_AFTER = Duration.ofSeconds(60);
    /** After this long a silent driver is given up, and so its deploy ends. */
    static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(10);

    private static final Loop LOOP = new Loop("the look at drivers failed", DeployEvents.STOPS, Duration.ofSeconds(5));

    private final Db db;
    private final DeployStore deploys;
    private final GivingUp givingUp;
    private final Time time;
    private final Map<DeployId, Heard> heard = new HashMap<>();

    /** @param atSinceBoot when this server saw the beat first, by its monotonic clock */
    private record Heard(long beat, Duration atSinceBoot) {}

    public Silences(Db db, GivingUp givingUp, Time time) {
        this.db = db;
        this.deploys = new DeployStore(db);
        this.givingUp = givingUp;
        this.time = time;
    }

    /** Blocks until the server shuts down. */
    public void run() throws InterruptedException {
        LOOP.run(db, () -> {
            look();
            return Optional.of(LOOP.safetyNet());
        });
    }

    /** One look at all drivers. */
    synchronized void look() {
        try {
            var running = DriverStore.running(db);
            heard.keySet()
                    .retainAll(running.stream().map(DriverStore.Beat::deploy).collect(Collectors.toSet()));
            running.forEach(this::look);
        } catch (RuntimeException e) {
            heard.clear();
            throw e;
        }
    }

    private void look(DriverStore.Beat beat) {
        var last = heard.get(beat.deploy());
        if (last == null || last.beat() != beat.beat()) {
            last = new Heard(beat.beat(), time.sinceBoot());
            heard.put(beat.deploy(), last);
        }
        var silence = time.sinceBoot().minus(last.atSinceBoot());
        deploys.find(beat.deploy()).ifPresent(deploy -> judge(deploy, beat, silence));
    }

    private void judge(Deploy deploy, DriverStore.Beat beat, Duration silence) {
        if (!(deploy.state() instanceof Deploy.Running running)) {
            return;
        }
        var isSilent = silence.compareTo(SILENT_AFTER) >= 0;
        var driver = running.driver();
        if (driver == null) {
            if (isSilent || running.isCancelled()) {
                givingUp.ofUndriven(deploy);
            }
        } else if (silence.compareTo(GIVEN_UP_AFTER) >= 0 || isSilent && running.isKilled()) {
            givingUp.of(deploy, beat, driver);
        } else if (isSilent && driver.silentSince() == null) {
            givingUp.note(deploy, beat, driver, time.now().minus(silence));
        }
    }
}
