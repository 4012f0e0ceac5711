package dev.waybill.runs;

import dev.waybill.workspaces.Account;
import dev.waybill.workspaces.Directories;
import java.io.IOException;
import java.nio.file.Path;

/** Where a run has its home and scratch directory: with the run, or beside the workspace of the user whose they are. */
record Surroundings(Path directory) {
    static Surroundings of(RunDirectory run, RunPlan plan) {
        return new Surroundings(
                plan.user() == null ? run.path() : plan.workspace().resolveSibling(run.id()));
    }

    Path home() {
        return directory.resolve("home");
    }

    Path scratch() {
        return directory.resolve("tmp");
    }

    void make() throws IOException {
        Directories.makePrivate(directory);
        Directories.makePrivate(home());
        Directories.makePrivate(scratch());
    }

    void makeAs(Account account) throws IOException, InterruptedException {
        account.run(
                "mkdir",
                "-m",
                "700",
                directory.toString(),
                home().toString(),
                scratch().toString());
    }
}
