package dev.waybill.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Hubot as npm installs it, once for all runs of the tests, with our package as it lies in {@code hubot/}. */
final class HubotInstallation {
    static final Path PACKAGE = Path.of("hubot").toAbsolutePath();
    private static final Path TARGET = Path.of("target/hubot").toAbsolutePath();

    private HubotInstallation() {}

    /** The program, in the version that our package names. */
    static Path program() throws IOException, InterruptedException {
        var wanted = JsonMapper.shared()
                .readTree(PACKAGE.resolve("package.json").toFile())
                .get("devDependencies");
        var mark = TARGET.resolve("installed.json");
        if (!Files.exists(mark) || !Files.readString(mark).equals(wanted.toString())) {
            Files.createDirectories(TARGET);
            Files.writeString(
                    TARGET.resolve("package.json"),
                    JsonMapper.shared().writeValueAsString(Map.of("private", true, "dependencies", wanted)));
            install();
            Files.writeString(mark, wanted.toString());
        }
        var ours = TARGET.resolve("node_modules/hubot-waybill");
        if (!Files.exists(ours)) {
            Files.createSymbolicLink(ours, PACKAGE);
        }
        return TARGET.resolve("node_modules/hubot/bin/hubot");
    }

    private static void install() throws IOException, InterruptedException {
        var command = List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts");
        var output = TARGET.resolve("npm.log");
        var process = new ProcessBuilder(command)
                .directory(TARGET.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor())
                .as("npm install: %s", Files.readString(output))
                .isZero();
    }
}
