package dev.waybill.runs;

import dev.waybill.workspaces.Account;
import dev.waybill.workspaces.Directories;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The home and scratch directories of a run: in the run's directory, or beside the workspace if that belongs to another
 * user.
 */
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
