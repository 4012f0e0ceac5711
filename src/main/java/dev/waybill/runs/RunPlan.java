package dev.waybill.runs;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run should do.
 *
 * @param deploy the name of its deploy, for people who read the directory
 * @param command for {@code sh -c}
 * @param environment the command's environment; {@link Runs} adds its home, scratch directory and marker
 * @param user runs the command and owns the workspace; null for the server's own
 * @param key is stored with the files of the run, and removed with them
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
