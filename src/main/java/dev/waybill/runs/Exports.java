package dev.waybill.runs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An environment as lines for a shell, which sets it by them; the last line says that they are whole. */
final class Exports {
    private static final String WHOLE = "# whole\n";

    private Exports() {}

    /** In UTF-8, whatever the locale of this server. */
    static byte[] of(Map<String, String> environment) {
        var lines = new StringBuilder();
        environment.forEach((name, value) -> lines.append(line(name, value)));
        return lines.append(WHOLE).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** By {@code command}, since a shell that keeps a variable for itself, as bash does UID, would end here otherwise. */
    private static String line(String name, String value) {
        return "command export %s='%s'\n".formatted(name, value.replace("'", "'\\''"));
    }

    /** @throws IOException with a sentence that names a variable whose value none can have */
    static void check(Map<String, String> environment) throws IOException {
        for (var variable : environment.entrySet()) {
            if (variable.getValue().indexOf('\0') >= 0) {
                throw new IOException(
                        "variable %s contains a NUL character, which is not allowed".formatted(variable.getKey()));
            }
        }
    }
}
