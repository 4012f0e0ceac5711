package dev.waybill.simulation;

import dev.waybill.runs.RunPlan;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

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
    final Set<Semaphore> watchers = new HashSet<>();
    private final Dice dice;
    private final boolean ignoresTerm;
    private final boolean leavesDaemon;
    private int piecesLeft;
    private final int exitCode;
    final boolean isSilent;

    boolean exists = true;
    boolean ready = true;
    boolean revoked;

    @Nullable
    Integer exit;

    Supervisor supervisor = Supervisor.NONE;

    @Nullable
    Duration startedSinceBoot;

    int boot;
    int starts;
    boolean commandLives;
    boolean daemonLives;
    boolean lostItsSupervisor;
    boolean lostItsFiles;
    int code;
    Duration next = Duration.ZERO;
    /** All that the command wrote while it lived; what it left behind writes elsewhere. */
    final ByteArrayOutputStream written = new ByteArrayOutputStream();

    SimulatedRun(String id, RunPlan plan, Dice dice) {
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
                startedSinceBoot = now.minus(booted);
                supervisor = Supervisor.NAMED;
            }
            case NAMED -> begin(now);
            case COMMANDING -> command(now);
            case NOTING -> {
                exit = exists ? code : null;
                supervisor = Supervisor.GONE;
            }
            case GONE -> command(now); // nobody notes how it ends
        }
        ring();
    }

    private void begin(Duration now) {
        if (ready) {
            ready = false;
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
            write();
            next = now.plusMillis(dice.chance(50) ? 0 : dice.between(1, 4000));
        } else if (isSilent && piecesLeft == 0) {
            piecesLeft = -1;
            next = now.plus(Duration.ofHours(3));
        } else {
            daemonLives = leavesDaemon;
            ends(exitCode);
        }
    }

    private void write() {
        var text = "%s says %d\n".formatted(plan.deploy(), written.size()).repeat(dice.between(1, 30));
        written.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void ends(int with) {
        commandLives = false;
        code = with;
        supervisor = supervisor == Supervisor.GONE ? Supervisor.GONE : Supervisor.NOTING;
    }

    void signal(boolean kill, Duration now) {
        if (commandLives && (kill || !ignoresTerm)) {
            if (!kill && dice.chance(50)) {
                write(); // its last words
            }
            ends(kill ? 137 : 143);
            next = now;
        }
        daemonLives = false;
        ring();
    }

    /** Everything dies, and what is on the disk stays, or not all of it. */
    void losePower(boolean losesFiles) {
        if (isAlive()) {
            lostItsSupervisor = true;
        }
        commandLives = false;
        daemonLives = false;
        supervisor = supervisor == Supervisor.NONE ? Supervisor.NONE : Supervisor.GONE;
        lostItsFiles |= exists && losesFiles;
        exists &= !losesFiles;
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
