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
 * The files and processes of runs, each run by its id. What a run's state is and what follows from it is in {@link Runs}; here is only
 * what can be seen and done. Safe from many threads, one for each run.
 */
public interface Machine extends AutoCloseable {
    /** Which boot of the machine this is: another one ends all that ran, and what is on the disk then may be older than it was. */
    String boot();

    /** Writes the files of a run, the right to start last. Nothing runs yet. */
    void write(String run, RunPlan plan) throws IOException, InterruptedException;

    /**
     * Starts the supervisor of a run, which does nothing before it is told to begin, and ends if this server does before.
     *
     * @param bell is rung when it ends
     */
    Waiting spawn(String run, RunPlan plan, Semaphore bell) throws IOException, InterruptedException;

    /** Whether there are files of this run. */
    boolean exists(String run);

    /** Takes the right to start away. True if it had not started, and so never will; false if it has, or nobody knows. */
    boolean revoke(String run) throws IOException;

    /** The code that the command ended with; empty while it has not, or if nobody could note it. */
    OptionalInt exitCode(String run) throws IOException;

    /** Whether the supervisor lives. */
    boolean isSupervised(String run) throws IOException;

    /** Ends a supervisor that does not end by itself. */
    void killSupervisor(String run) throws IOException;

    /** When the supervisor started, as time since boot; empty before it has said so, and after another boot. */
    Optional<Duration> started(String run) throws IOException;

    /** All processes of the run that live, the supervisor left out. */
    List<Long> living(String run) throws IOException, InterruptedException;

    /** Remembers who belongs to a run by now, so that it is found although it may have lost its parent and its environment since. */
    void observe(String run) throws IOException;

    /** Asks processes of a run to end, or ends them. Those that have ended are passed over. */
    void signal(String run, List<Long> pids, boolean kill) throws IOException, InterruptedException;

    /** Whether what was written may still be on its way to the output. */
    boolean isCopying(String run) throws IOException;

    /** Opens the output; empty if it is gone, or may not be read. Whoever opens it closes it. */
    Optional<Output> open(String run) throws IOException;

    /** The environment with which the run was started, as long as its supervisor lives; empty afterwards. */
    Optional<Map<String, String>> environment(String run) throws IOException;

    /** The key that lies with the files of a run; empty if it is gone. */
    Optional<String> key(String run) throws IOException;

    /** Rings a bell when something of the run changes, until the answer is closed. */
    Watch watch(String run, Semaphore bell) throws IOException;

    /** Removes the home and the scratch directory of a run; its command has ended. */
    void removeScratch(String run) throws IOException;

    /** Removes the output of a run; its command has ended. */
    void removeOutput(String run) throws IOException;

    /** Removes all files; missing is fine. */
    void remove(String run) throws IOException;

    /** All runs of which there are files. */
    List<String> ids() throws IOException;

    @Override
    void close() throws IOException;

    /** A supervisor that has not been told to begin. Whoever has one closes it, which ends it unless it was. */
    interface Waiting extends AutoCloseable {
        /** Lets it begin; answers whether it lives. */
        BooleanSupplier begin() throws IOException;

        @Override
        void close();
    }

    /** What a command writes, as far as it has. */
    interface Output extends Closeable {
        long length() throws IOException;

        /** Reads from a position on as much as is there and fits, and answers how much that was. */
        int read(long at, byte[] buffer) throws IOException;

        /**
         * The positions between whose neighbours output is missing that could not be written, as on a full disk. One of them is known
         * before {@link #length} grows beyond it.
         */
        Collection<Long> gaps() throws IOException;

        /** Gives back the room that the output takes up to a position, which is not read again; positions stay as they are. */
        void discard(long end) throws IOException;
    }

    /** Ends the ringing. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
