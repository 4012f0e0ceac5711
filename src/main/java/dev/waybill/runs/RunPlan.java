package dev.waybill.runs;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a run is to do.
 *
 * @param deploy the name of its deploy, for people who look into the directory
 * @param command for {@code sh -c}
 * @param environment all that the command gets, but for what {@link Runs} adds: its home, scratch directory and marker
 */
public record RunPlan(String deploy, String step, Path workspace, String command, Map<String, String> environment) {
    public RunPlan {
        environment = Map.copyOf(environment);
    }
}
