package dev.waybill.vcs.mirrors;

import java.io.IOException;

/** Stands around every fetch from a repository, to measure it. Safe from many threads. */
public interface Observer {
    /** One that does nothing. */
    Observer NONE = Fetch::run;

    /** Runs a fetch, once, and fails as it fails. */
    void fetch(Fetch fetch) throws IOException, InterruptedException;

    /** A fetch that has not begun. */
    @FunctionalInterface
    interface Fetch {
        /** @throws IOException if the repository does not answer */
        void run() throws IOException, InterruptedException;
    }
}
