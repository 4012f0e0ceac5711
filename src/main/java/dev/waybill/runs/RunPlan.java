package dev.waybill.runs;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do.
 *
 * @param deploy the name of its deploy, for people who look into the directory
 * @param command for {@code sh -c}
 * @param environment all that the command gets, but for what {@link Runs} adds: its home, scratch directory and marker
 * @param user as whom the command runs, whose the workspace is; null for the server's own
 * @param key lies with the files of the run, and is gone with them
 */
public record RunPlan(
        String deploy,
        String step,
        Path workspace,
        String command,
        Map<String, String> environment,
        @Nullable String user,
        String key) {
    public RunPlan {
        environment = Map.copyOf(environment);
    }
}
