package dev.waybill.commands;

import dev.waybill.apps.ServerFiles;
import dev.waybill.apps.config.EnvironmentVariables;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Limits of the kernel on environments and command lines. The kernel's own error does not say which limit was exceeded. */
public final class Environment {
    /** Half of the 2 MiB that Linux accepts with the usual stack limit of 8 MiB. */
    private static final int LARGEST_IN_ALL = 1024 * 1024;

    private Environment() {}

    /**
     * @throws IOException with a sentence if one of them belongs to the server; configurations saved by earlier releases may
     *     list it
     */
    static void mustBeForApps(List<String> passed) throws IOException {
        for (var name : passed) {
            var objection = ServerFiles.objectionToVariable(name);
            if (objection.isPresent()) {
                throw new IOException("pass_environment: " + objection.get());
            }
        }
    }

    /** @throws IOException with a sentence that names the variable that is too large, but never shows a value */
    static void check(String line, Map<String, String> variables) throws IOException {
        var objection = objection(line, variables);
        if (objection.isPresent()) {
            throw new IOException(objection.get());
        }
    }

    /** Why a command cannot be started with these; never shows a value. */
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
                ? Optional.of("the variables are %d bytes in all; the limit is %d; use files instead"
                        .formatted(all, LARGEST_IN_ALL))
                : Optional.empty();
    }
}
