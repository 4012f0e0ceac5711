package dev.waybill.providers.plugins;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Asks a program to describe itself.
 *
 * @param patience how long it may take
 */
record Asking(Path program, Duration patience) {
    /** The limit is 1 MiB for each of its files. */
    private static final String LINE = "ulimit -f 2048; exec \"$0\" describe";

    private static final int LONGEST_LINE = 500;

    /** What it wrote. */
    String describe() throws IOException, InterruptedException, Unusable {
        var directory = Files.createTempDirectory("waybill-plugin");
        var output = directory.resolve("output");
        var errors = directory.resolve("errors");
        try {
            run(output, errors);
            return Files.readString(output);
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
            Files.delete(directory);
        }
    }

    private void run(Path output, Path errors) throws IOException, InterruptedException, Unusable {
        var builder = new ProcessBuilder("sh", "-c", LINE, program.toString())
                .directory(new File("/"))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().keySet().retainAll(Set.of("PATH", "LANG", "TZ"));
        var process = builder.start();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Unusable("\"describe\" took longer than %s s".formatted(patience.toMillis() / 1000.0));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        if (process.exitValue() != 0) {
            throw new Unusable("\"describe\" ended with exit code %d%s".formatted(process.exitValue(), last(errors)));
        }
    }

    private static String shown(String line) {
        var clean = line.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.substring(0, Math.min(clean.length(), LONGEST_LINE));
    }

    private static String last(Path errors) throws IOException {
        try (var lines = Files.lines(errors, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> !line.isBlank())
                    .reduce((_, later) -> later)
                    .map(line -> ": " + shown(line))
                    .orElse("");
        }
    }
}
