package dev.waybill.runs;

import dev.waybill.spi.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;

/** Ends all processes of a run: SIGTERM, a grace period, then SIGKILL until none is found. */
final class Ending {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    /** While processes may end by themselves. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(320);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration SUPERVISOR_GRACE = Duration.ofSeconds(2);

    private final Machine machine;
    private final String run;
    private final Time time;

    public Ending(Machine machine, String run, Time time) {
        this.machine = machine;
        this.run = run;
        this.time = time;
    }

    /** @param stop can end the grace period early; its bell, which the end of the command rings, a pause */
    void end(Duration grace, Stop stop) throws IOException, InterruptedException {
        var end = time.sinceBoot().plus(grace);
        var asked = new HashSet<Long>();
        var pause = LOOK_AGAIN;
        for (var living = machine.living(run); !living.isEmpty() && !stop.isKilled(); living = machine.living(run)) {
            var left = end.minus(time.sinceBoot());
            if (!left.isPositive()) {
                break;
            }
            machine.signal(run, living.stream().filter(asked::add).toList(), false);
            pause(left.compareTo(pause) < 0 ? left : pause, stop);
            pause = doubled(pause, LONGEST_WAIT);
        }
        kill();
        endSupervisor();
    }

    /** A search reads all processes of the machine, so there are few of them while a command takes its time to end. */
    private void pause(Duration longest, Stop stop) throws InterruptedException {
        time.sleep(LOOK_AGAIN);
        if (longest.compareTo(LOOK_AGAIN) > 0) {
            time.await(stop.bell, longest.minus(LOOK_AGAIN));
            stop.bell.drainPermits();
        }
    }

    private static Duration doubled(Duration pause, Duration longest) {
        return pause.compareTo(longest) < 0 ? pause.multipliedBy(2) : longest;
    }

    /**
     * Processes can fork during a search, so this repeats until a search finds none. It also waits for processes that
     * it has no permission to signal.
     */
    private void kill() throws IOException, InterruptedException {
        var pause = LOOK_AGAIN;
        for (var living = machine.living(run); !living.isEmpty(); living = machine.living(run)) {
            machine.signal(run, living, true);
            time.sleep(pause);
            pause = doubled(pause, LONGEST_PAUSE);
        }
    }

    /** The supervisor exits after its command; it is killed if it does not. */
    private void endSupervisor() throws IOException, InterruptedException {
        var end = time.sinceBoot().plus(SUPERVISOR_GRACE);
        while (machine.isSupervised(run)) {
            if (time.sinceBoot().compareTo(end) > 0) {
                machine.killSupervisor(run);
            }
            time.sleep(LOOK_AGAIN);
        }
        kill();
    }
}
