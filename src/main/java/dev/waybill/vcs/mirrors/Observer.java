package dev.waybill.vcs.mirrors;

import java.io.IOException;

/** Wraps every fetch, to measure it. Thread-safe. */
public interface Observer {
    /** One that does nothing. */
    Observer NONE = Fetch::run;

    /** Runs a fetch once; throws what it throws. */
    void fetch(Fetch fetch) throws IOException, InterruptedException;

    /** A fetch that has not started. */
    @FunctionalInterface
    interface Fetch {
        /** @throws IOException if the repository does not respond */
        void run() throws IOException, InterruptedException;
    }
}
