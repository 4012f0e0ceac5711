package dev.waybill.commands;

import dev.waybill.apps.ServerFiles;
import dev.waybill.apps.config.EnvironmentVariables;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of an environment and a command line the kernel takes: it refuses more without saying which it was. */
public final class Environment {
    /** Half of what Linux takes with the usual limit of the stack, which is a fourth of 8 MiB. */
    private static final int LARGEST_IN_ALL = 1024 * 1024;

    private Environment() {}

    /** @throws IOException with a sentence if one of them is the server's own, as versions of earlier releases may name it */
    static void mustBeForApps(List<String> passed) throws IOException {
        for (var name : passed) {
            var objection = ServerFiles.objectionToVariable(name);
            if (objection.isPresent()) {
                throw new IOException("pass_environment: " + objection.get());
            }
        }
    }

    /** @throws IOException with a sentence that names the variable that is too large, never a value */
    static void check(String line, Map<String, String> variables) throws IOException {
        var objection = objection(line, variables);
        if (objection.isPresent()) {
            throw new IOException(objection.get());
        }
    }

    /** Why no command can be started so; never a value. */
    public static Optional<String> objection(String line, Map<String, String> variables) {
        return EnvironmentVariables.objectionToLine(line)
                .or(() -> variables.entrySet().stream()
                        .flatMap(it -> EnvironmentVariables.objectionToSize(it.getKey(), it.getValue()).stream())
                        .findFirst())
                .or(() -> objectionToAll(line, variables));
    }

    private static Optional<String> objectionToAll(String line, Map<String, String> variables) {
        var all = variables.entrySet().stream()
                .mapToLong(it -> EnvironmentVariables.size(it.getKey(), it.getValue()))
                .reduce(EnvironmentVariables.bytes(line), Long::sum);
        return all > LARGEST_IN_ALL
                ? Optional.of("the variables are %d bytes together; the limit is %d; give files instead"
                        .formatted(all, LARGEST_IN_ALL))
                : Optional.empty();
    }
}
