package dev.waybill;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Uses the most common verbs, so that the JVM stores their classes in the start-up cache of the command line. Without the
 * server's classes the cache is a third as large, and loads faster. The verbs find the token through WAYBILL_DATA.
 */
final class CommandLineWarmup {
    private CommandLineWarmup() {}

    /** Runs this class in a JVM like this one, and waits for its end. */
    static void inAProcessOfItsOwn(String url, Path cache) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-XX:AOT"))
                .forEach(command::add);
        command.addAll(List.of(
                "-XX:AOTCacheOutput=" + cache,
                "-cp",
                System.getProperty("java.class.path"),
                CommandLineWarmup.class.getName(),
                url));
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** @param arguments the server's URL */
    public static void main(String[] arguments) {
        for (var words : List.of(
                "list",
                "list --json",
                "status",
                "status warm",
                "status warm/production#1",
                "deploy warm:main to production --follow",
                "tail warm/production#1",
                "cancel warm/production#1",
                "app list",
                "app show warm",
                "app history warm",
                "no-verb")) {
            var verb = (words + " --url " + arguments[0]).split(" ");
            Cli.commandLine(verb).execute(verb);
        }
        System.exit(0);
    }
}
