package dev.waybill.runs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An environment as shell commands for whoever starts a command. The last line marks it as complete. */
public final class Exports {
    private static final String WHOLE = "# whole\n";

    private Exports() {}

    /** In UTF-8, whatever the server's locale. */
    public static byte[] of(Map<String, String> environment) {
        var lines = new StringBuilder();
        environment.forEach((name, value) -> lines.append(line(name, value)));
        return lines.append(WHOLE).toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * With {@code command}, because otherwise a shell exits when it assigns a read-only variable, such as UID in bash.
     */
    private static String line(String name, String value) {
        return "command export %s='%s'\n".formatted(name, value.replace("'", "'\\''"));
    }

    /** @throws IOException naming the variable whose value is invalid */
    public static void check(Map<String, String> environment) throws IOException {
        for (var variable : environment.entrySet()) {
            if (variable.getValue().indexOf('\0') >= 0) {
                throw new IOException(
                        "variable %s contains a NUL character, which is not allowed".formatted(variable.getKey()));
            }
        }
    }
}
