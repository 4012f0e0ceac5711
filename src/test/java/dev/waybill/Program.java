package dev.waybill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts the real program. With {@code -Dwaybill.packaged=true}, as {@code bin/test} has it, that is the jar with its
 * start-up caches, which starts in a third of the time; else the classes that were compiled last.
 */
final class Program {
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private Program() {}

    static List<String> server() {
        return quick(isPackaged() ? packaged("waybill.aot") : classes());
    }

    /** Verbs but the server's. */
    static List<String> verb() {
        return quick(isPackaged() ? packaged("waybill-cli.aot") : classes());
    }

    /** Without the second compiler, whose work would not pay before a test ends. */
    private static List<String> quick(List<String> command) {
        var quick = new ArrayList<>(command);
        quick.add(1, "-XX:TieredStopAtLevel=1");
        return quick;
    }

    private static boolean isPackaged() {
        return Boolean.getBoolean("waybill.packaged");
    }

    private static List<String> packaged(String cache) {
        if (!Files.exists(TARGET.resolve("waybill.built"))) {
            throw new AssertionError("%s has no whole build; make one with bin/waybill --version".formatted(TARGET));
        }
        return List.of(
                java(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djdk.virtualThreadScheduler.parallelism=16",
                "-Djava.awt.headless=true",
                "-XX:AOTCache=" + TARGET.resolve(cache),
                "-Xlog:aot=off",
                "-Xlog:cds=off",
                "-cp",
                TARGET.resolve("waybill.jar").toString(),
                "dev.waybill.Cli");
    }

    private static List<String> classes() {
        return List.of(
                java(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djdk.virtualThreadScheduler.parallelism=16",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.waybill.Cli");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
