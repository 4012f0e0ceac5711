package dev.waybill.runs;

import dev.waybill.spi.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;

/** Ends all that lives of a run: TERM, a grace, KILL, until nothing is found any more. */
final class Ending {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration SUPERVISOR_GRACE = Duration.ofSeconds(2);

    private Ending() {}

    static void of(RunDirectory run, Duration grace, Stop stop, Time time) throws IOException, InterruptedException {
        var end = time.sinceBoot().plus(grace);
        var asked = new HashSet<ProcessHandle>();
        for (var living = Processes.of(run);
                !living.isEmpty() && !stop.isKilled() && time.sinceBoot().compareTo(end) < 0;
                living = Processes.of(run)) {
            living.stream().filter(asked::add).forEach(ProcessHandle::destroy);
            Thread.sleep(LOOK_AGAIN);
        }
        kill(run);
        endSupervisor(run, time);
    }

    /** A process may fork while we look, so one empty look is the end, not one kill. What we may not signal is waited for. */
    private static void kill(RunDirectory run) throws IOException, InterruptedException {
        var pause = LOOK_AGAIN;
        for (var living = Processes.of(run); !living.isEmpty(); living = Processes.of(run)) {
            living.forEach(ProcessHandle::destroyForcibly);
            Thread.sleep(pause);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** With its command gone it ends by itself; one that hangs is killed. */
    private static void endSupervisor(RunDirectory run, Time time) throws IOException, InterruptedException {
        var supervisor = run.supervisorProcess();
        var end = time.sinceBoot().plus(SUPERVISOR_GRACE);
        while (supervisor.isPresent() && supervisor.get().isAlive()) {
            if (time.sinceBoot().compareTo(end) > 0) {
                ProcessHandle.of(supervisor.get().pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
            Thread.sleep(LOOK_AGAIN);
        }
        kill(run);
    }
}
