package dev.waybill.simulation;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The files of one run. Nobody waits until the disk has them: when the power goes, what was done to names of files is lost from one
 * moment on, as a journal has it, and what was written into them from another.
 */
final class SimulatedFiles {
    /** After this the kernel has written everything. */
    private static final Duration WRITTEN_AFTER = Duration.ofSeconds(30);

    private final Unsynced names = new Unsynced();
    private final Unsynced contents = new Unsynced();
    /** All that the command wrote while it lived; what it left behind writes elsewhere. */
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private int logEnd;
    private boolean exist = true;
    private boolean ready = true;
    private boolean revoked;
    private boolean hasKey = true;
    private boolean wereLost;
    private boolean lostExit;
    private @Nullable Integer exit;
    private @Nullable Duration startedSinceBoot;

    SimulatedFiles(Duration now) {
        names.add(now, () -> {
            wereLost = exist;
            exist = false;
        });
        contents.add(now, () -> hasKey = false);
    }

    boolean exist() {
        return exist;
    }

    void remove(Duration now) {
        if (exist) {
            exist = false;
            names.add(now, () -> exist = true);
        }
    }

    /** The supervisor says which process it is. */
    void name(Duration now, Duration sinceBoot) {
        startedSinceBoot = sinceBoot;
        contents.add(now, () -> startedSinceBoot = null);
    }

    /** What it said; null before, and if that is lost. */
    @Nullable
    Duration startedSinceBoot() {
        return startedSinceBoot;
    }

    /** Takes the right to start; false if it is gone. */
    boolean start(Duration now) {
        if (ready) {
            ready = false;
            names.add(now, () -> ready = true);
            return true;
        }
        return false;
    }

    /** Takes the right to start away; false if it was taken. */
    boolean revoke(Duration now) {
        if (exist && ready) {
            ready = false;
            revoked = true;
            names.add(now, () -> {
                ready = true;
                revoked = false;
            });
        }
        return exist && revoked;
    }

    void note(Duration now, int code) {
        if (exist) {
            exit = code;
            names.add(now, () -> {
                exit = null;
                lostExit = true;
            });
        }
    }

    @Nullable
    Integer exit() {
        return exist ? exit : null;
    }

    void write(Duration now, byte[] bytes) {
        var before = logEnd;
        written.writeBytes(bytes);
        logEnd = written.size();
        contents.add(now, () -> logEnd = before);
    }

    int logEnd() {
        return logEnd;
    }

    byte[] read(int from, int end) {
        return Arrays.copyOfRange(written.toByteArray(), from, end);
    }

    byte[] written() {
        return written.toByteArray();
    }

    boolean hasKey() {
        return exist && hasKey;
    }

    /** Whether the power went before the disk had them, or had their end. */
    boolean wereLost() {
        return wereLost;
    }

    boolean lostExit() {
        return lostExit;
    }

    /** How much of what was written can be read, and shown without a secret. */
    int readable() {
        return wereLost || !hasKey ? 0 : logEnd;
    }

    /** The power goes. */
    void losePower(Duration now, Dice dice) {
        names.lose(now.minus(WRITTEN_AFTER), dice);
        contents.lose(now.minus(WRITTEN_AFTER), dice);
    }
}
