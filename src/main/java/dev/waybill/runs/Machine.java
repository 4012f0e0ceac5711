package dev.waybill.runs;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * The files and processes of runs, by the run's id. It only observes and acts; {@link Runs} interprets the state of a
 * run. Safe for many threads, one per run.
 */
public interface Machine extends AutoCloseable {
    /** The id of the current boot. After a reboot, no process is left, and files may have lost their latest changes. */
    String boot();

    /** Writes the files of a run; the permission to start comes last. Starts nothing. */
    void write(String run, RunPlan plan) throws IOException, InterruptedException;

    /**
     * Starts the supervisor of a run. It waits to be told to begin, and exits if this server does first.
     *
     * @param bell rings when it exits
     */
    Waiting spawn(String run, RunPlan plan, Semaphore bell) throws IOException, InterruptedException;

    /** Whether the run has files. */
    boolean exists(String run);

    /**
     * Withdraws the permission to start. True if the run has not started and never will; false if it has, or if that is
     * unknown.
     */
    boolean revoke(String run) throws IOException;

    /** The command's exit code; empty if it has not ended, or if its end could not be recorded. */
    OptionalInt exitCode(String run) throws IOException;

    /** Whether the supervisor is alive. */
    boolean isSupervised(String run) throws IOException;

    /** Kills a supervisor that does not exit. */
    void killSupervisor(String run) throws IOException;

    /** When the supervisor started, as time since boot; empty until it has recorded that, and after a reboot. */
    Optional<Duration> started(String run) throws IOException;

    /** The live processes of the run, without the supervisor. */
    List<Long> living(String run) throws IOException, InterruptedException;

    /** Records the processes of the run, so that they are still found after they lose their parent and environment. */
    void observe(String run) throws IOException;

    /** Sends SIGTERM or SIGKILL to processes of the run; ignores those that have ended. */
    void signal(String run, List<Long> pids, boolean kill) throws IOException, InterruptedException;

    /** Whether some output may not have reached the log yet. */
    boolean isCopying(String run) throws IOException;

    /** Opens the output; empty if it does not exist or is not readable. */
    Optional<Output> open(String run) throws IOException;

    /** The environment that the run was started with; empty once its supervisor has exited. */
    Optional<Map<String, String>> environment(String run) throws IOException;

    /** The key stored with the run's files; empty if it is gone. */
    Optional<String> key(String run) throws IOException;

    /** Rings the bell when the run's files change, until the result is closed. */
    Watch watch(String run, Semaphore bell) throws IOException;

    /** Removes the home and scratch directories of a run that has ended. */
    void removeScratch(String run) throws IOException;

    /** Removes the output of a run that has ended. */
    void removeOutput(String run) throws IOException;

    /** Removes all files of a run; does nothing if there are none. */
    void remove(String run) throws IOException;

    /** The ids of all runs that have files. */
    List<String> ids() throws IOException;

    @Override
    void close() throws IOException;

    /** A supervisor that waits to be told to begin. Closing it without that ends it. */
    interface Waiting extends AutoCloseable {
        /** Tells it to begin. The result says whether it is alive. */
        BooleanSupplier begin() throws IOException;

        @Override
        void close();
    }

    /** The output of a command so far. */
    interface Output extends Closeable {
        long length() throws IOException;

        /** Reads from a position until the buffer is full or the output ends; returns the number of bytes. */
        int read(long at, byte[] buffer) throws IOException;

        /**
         * The positions at which output is missing because it could not be written, for instance to a full disk. A gap
         * is listed before {@link #length} exceeds its position.
         */
        Collection<Long> gaps() throws IOException;

        /** Frees the space of the output before a position, which must not be read again. Positions do not change. */
        void discard(long end) throws IOException;
    }

    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
