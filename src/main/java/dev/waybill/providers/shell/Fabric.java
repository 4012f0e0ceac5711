package dev.waybill.providers.shell;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Finds command lines that deploy with Fabric 1, but do nothing with newer versions. */
final class Fabric {
    static final String WARNING =
            "\"fab -R\" names roles in Fabric 1 only; since Fabric 2 it is --dry, so the command succeeds without deploying anything; give hosts with -H, or let the task choose them";

    private static final Pattern CONTINUED = Pattern.compile("\\\\\r?\n");
    /** Separators of commands. */
    private static final Pattern BETWEEN = Pattern.compile("[;&|\n()`]");
    /** The program, optionally with its path, or as a Python module. */
    private static final Pattern PROGRAM = Pattern.compile("(.*/)?(fab|fab[23]|fabric)");
    /** The option alone, with its value, or after options without values. */
    private static final Pattern DRY = Pattern.compile("-[depw]*R.*", Pattern.DOTALL);

    private Fabric() {}

    /** Whether a command in it is {@code fab} with the option {@code -R}. */
    static boolean isDry(String line) {
        return BETWEEN.splitAsStream(CONTINUED.matcher(line).replaceAll(" ")).anyMatch(Fabric::isDryCommand);
    }

    private static boolean isDryCommand(String command) {
        var words = Arrays.stream(command.strip().split("\\s+"))
                .map(word -> word.replaceAll("[\"']", ""))
                .takeWhile(word -> !word.startsWith("#"))
                .toList();
        return words.stream()
                .dropWhile(word -> !PROGRAM.matcher(word).matches())
                .skip(1)
                .takeWhile(word -> !word.equals("--"))
                .anyMatch(word -> DRY.matcher(word).matches());
    }
}
