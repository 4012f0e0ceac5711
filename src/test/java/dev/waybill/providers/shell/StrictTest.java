package dev.waybill.providers.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.providers.TestDeploys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code strict: true}, with every sh that this machine has. */
class StrictTest {
    private static final List<List<String>> SHELLS = List.of(
            List.of("/bin/sh"), List.of("/bin/dash"), List.of("/bin/bash", "--posix"), List.of("/bin/busybox", "sh"));

    /** A command, and what it writes without and with the setting. */
    private record Case(String command, String loose, String strict) {}

    private static final List<Case> CASES = List.of(
            new Case("false\necho on", "on 0", "1"),
            new Case("echo a; false; echo b", "a b 0", "a 1"),
            new Case("(exit 3)\necho on", "on 0", "3"),
            new Case("echo \"[$NOT_THERE]\"", "[] 0", ""),
            new Case("echo \"[${NOT_THERE:-}]\"", "[] 0", "[] 0"),
            new Case("if false; then echo a; fi; echo b", "b 0", "b 0"),
            new Case("false || echo saved\necho on", "saved on 0", "saved on 0"),
            new Case("# first\necho on", "on 0", "on 0"),
            new Case("echo {environment}", "production 0", "production 0"));

    @TestFactory
    Stream<DynamicTest> command_endsAtTheFirstFailure_onlyIfItIsStrict() {
        return shells().flatMap(shell -> CASES.stream()
                .map(it -> DynamicTest.dynamicTest(shell + " " + it.command(), () -> {
                    assertThat(run(shell, it.command(), false)).isEqualTo(it.loose());
                    assertThat(run(shell, it.command(), true))
                            .startsWith(it.strict())
                            .doesNotEndWith(it.strict().isEmpty() ? " 0" : "none");
                })));
    }

    /** A shell that does not know pipefail runs the command all the same. */
    @TestFactory
    Stream<DynamicTest> pipe_failsAsAWhole_whereTheShellCanTell() {
        return shells().map(shell -> DynamicTest.dynamicTest(shell.toString(), () -> {
            var knows = run(shell, "(set -o pipefail) 2>/dev/null && echo yes || echo no", false)
                    .startsWith("yes");

            assertThat(run(shell, "false | cat\necho on", true)).isEqualTo(knows ? "1" : "on 0");
        }));
    }

    private static Stream<List<String>> shells() {
        return SHELLS.stream().filter(shell -> Files.isExecutable(Path.of(shell.getFirst())));
    }

    /** Its output and its exit code, by spaces. */
    private static String run(List<String> shell, String command, boolean strict)
            throws IOException, InterruptedException {
        var deploy = TestDeploys.with(Map.of("command", command, "strict", strict));
        var line = Stream.concat(
                shell.stream(),
                Stream.of("-c", new ShellProvider().steps(deploy).getFirst().line()));
        var process = new ProcessBuilder(line.toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return (output + process.exitValue()).replace('\n', ' ');
    }
}
