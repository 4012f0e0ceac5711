package dev.waybill.runs;

import dev.waybill.spi.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalInt;

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

    /** @param stop can end the grace period early */
    void end(Duration grace, Stop stop) throws IOException, InterruptedException {
        var end = time.sinceBoot().plus(grace);
        var asked = new HashSet<Long>();
        for (var pause = LOOK_AGAIN; ; pause = doubled(pause, LONGEST_WAIT)) {
            var exit = machine.exitCode(run); // before the search, so that a pause after it ends with the command
            var living = machine.living(run);
            var left = end.minus(time.sinceBoot());
            if (living.isEmpty() || stop.isKilled() || !left.isPositive()) {
                break;
            }
            machine.signal(run, living.stream().filter(asked::add).toList(), false);
            pause(left.compareTo(pause) < 0 ? left : pause, exit, stop);
        }
        kill();
        endSupervisor();
    }

    /**
     * Waits, but not after the command has ended. A search reads all processes of the machine, so the output of a command that takes
     * its time to end, which rings the bell as well, does not begin one.
     *
     * @param before the exit code of the command before
     */
    private void pause(Duration longest, OptionalInt before, Stop stop) throws IOException, InterruptedException {
        var end = time.sinceBoot().plus(longest);
        do {
            time.sleep(LOOK_AGAIN);
            time.await(stop.bell, end.minus(time.sinceBoot()));
            stop.bell.drainPermits();
        } while (time.sinceBoot().compareTo(end) < 0
                && !stop.isKilled()
                && machine.exitCode(run).equals(before));
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
