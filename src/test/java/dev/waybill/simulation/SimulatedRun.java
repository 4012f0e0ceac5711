package dev.waybill.simulation;

import dev.waybill.runs.RunPlan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * The files and processes of one run, as the script {@code supervise} makes them: each call of {@link #step} is one of its lines, or
 * something that its command does.
 */
final class SimulatedRun {
    /** How far the supervisor is. */
    enum Supervisor {
        NONE,
        SPAWNED,
        NAMED,
        COMMANDING,
        NOTING,
        GONE
    }

    final String id;
    final RunPlan plan;
    final SimulatedFiles files;
    final Set<Semaphore> watchers = new HashSet<>();
    private final Dice dice;
    private final boolean ignoresTerm;
    private final boolean leavesDaemon;
    private int piecesLeft;
    private final int exitCode;
    final boolean isSilent;

    Supervisor supervisor = Supervisor.NONE;

    int boot;
    int starts;
    boolean commandLives;
    boolean daemonLives;
    boolean lostItsSupervisor;
    /** Whether it was noted how the command ended, though that may be lost by now. */
    boolean wasNoted;

    int code;
    Duration next = Duration.ZERO;

    SimulatedRun(String id, RunPlan plan, Dice dice, Duration now) {
        this.files = new SimulatedFiles(now);
        this.id = id;
        this.plan = plan;
        this.dice = dice;
        this.ignoresTerm = dice.chance(30);
        this.leavesDaemon = dice.chance(15);
        this.piecesLeft = dice.between(0, 12);
        this.isSilent = dice.chance(6);
        this.exitCode = dice.chance(75) ? 0 : dice.between(1, 3);
    }

    boolean hasStep(Duration now) {
        return isAlive() && next.compareTo(now) <= 0;
    }

    boolean isAlive() {
        return supervisor != Supervisor.NONE && supervisor != Supervisor.GONE || commandLives;
    }

    void step(Duration now, Duration booted) {
        switch (supervisor) {
            case NONE -> throw new IllegalStateException("not spawned");
            case SPAWNED -> {
                files.name(now, now.minus(booted));
                supervisor = Supervisor.NAMED;
            }
            case NAMED -> begin(now);
            case COMMANDING -> command(now);
            case NOTING -> {
                files.note(now, code);
                wasNoted = files.exist();
                supervisor = Supervisor.GONE;
            }
            case GONE -> command(now); // nobody notes how it ends
        }
        ring();
    }

    private void begin(Duration now) {
        if (files.start(now)) {
            starts++;
            commandLives = true;
            supervisor = Supervisor.COMMANDING;
            next = now.plusMillis(dice.between(0, 3000));
        } else {
            supervisor = Supervisor.GONE;
        }
    }

    private void command(Duration now) {
        if (piecesLeft > 0) {
            piecesLeft--;
            write(now);
            next = now.plusMillis(dice.chance(50) ? 0 : dice.between(1, 4000));
        } else if (isSilent && piecesLeft == 0) {
            piecesLeft = -1;
            next = now.plus(Duration.ofHours(3));
        } else {
            daemonLives = leavesDaemon;
            ends(exitCode);
        }
    }

    private void write(Duration now) {
        var text = "%s says %d\n".formatted(plan.deploy(), files.logEnd()).repeat(dice.between(1, 30));
        files.write(now, text.getBytes(StandardCharsets.UTF_8));
    }

    private void ends(int with) {
        commandLives = false;
        code = with;
        supervisor = supervisor == Supervisor.GONE ? Supervisor.GONE : Supervisor.NOTING;
    }

    void signal(boolean kill, Duration now) {
        if (commandLives && (kill || !ignoresTerm)) {
            if (!kill && dice.chance(50)) {
                write(now); // its last words
            }
            ends(kill ? 137 : 143);
            next = now;
        }
        daemonLives = false;
        ring();
    }

    /** Everything dies, and what is on the disk stays. */
    void losePower(Duration now) {
        if (isAlive()) {
            lostItsSupervisor = true;
        }
        commandLives = false;
        daemonLives = false;
        supervisor = supervisor == Supervisor.NONE ? Supervisor.NONE : Supervisor.GONE;
        files.losePower(now, dice);
        watchers.clear();
    }

    /** Somebody ends the supervisor by hand. */
    void loseSupervisor() {
        lostItsSupervisor = true;
        supervisor = Supervisor.GONE;
        ring();
    }

    void ring() {
        watchers.stream().filter(bell -> bell.availablePermits() == 0).forEach(Semaphore::release);
    }
}
