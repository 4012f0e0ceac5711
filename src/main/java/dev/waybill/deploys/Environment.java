package dev.waybill.deploys;

import dev.waybill.apps.ServerFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What of an environment and a command line the kernel takes: it refuses more without saying which it was. */
final class Environment {
    /** Half of what Linux takes with the usual limit of the stack, which is a fourth of 8 MiB. */
    private static final int LARGEST_IN_ALL = 1024 * 1024;

    private Environment() {}

    /** As it stands in the environment: name, equals sign, value, NUL. */
    static long size(String name, String value) {
        return bytes(name) + bytes(value) + 2L;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

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
        var all = bytes(line) + 1L;
        if (all > ServerFiles.LARGEST) {
            throw new IOException(
                    "the command line is %d bytes; the limit is %d; put it into a script of the repository"
                            .formatted(all, ServerFiles.LARGEST));
        }
        for (var variable : variables.entrySet()) {
            var size = size(variable.getKey(), variable.getValue());
            if (size > ServerFiles.LARGEST) {
                throw new IOException("the variable %s is %d bytes with its name; the limit is %d; give a file instead"
                        .formatted(variable.getKey(), size, ServerFiles.LARGEST));
            }
            all += size;
        }
        if (all > LARGEST_IN_ALL) {
            throw new IOException("the variables are %d bytes together; the limit is %d; give files instead"
                    .formatted(all, LARGEST_IN_ALL));
        }
    }
}
