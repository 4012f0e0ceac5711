package dev.waybill.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.apps.ServerFiles;
import dev.waybill.apps.config.SecretReference;
import dev.waybill.repositories.SecretValues;
import dev.waybill.spi.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretValuesTest {
    @TempDir
    Path directory;

    private SecretValues values() {
        return new SecretValues(new ServerFiles(directory.resolve("data"), List.of(directory)), () -> false);
    }

    private Map<String, SecretReference> inFile(String value) throws IOException {
        var file = Files.writeString(directory.resolve("secret"), value);
        return Map.of("PASSWORD", new SecretReference(file.toString(), null));
    }

    @Test
    void read_leavesOutLineBreaksAtTheEnd() throws Exception {
        assertThat(values().read(inFile("a\nb \r\n\n\n"))).containsEntry("PASSWORD", new Secret("a\nb "));
        assertThat(values().read(inFile("hunter2\n"))).containsEntry("PASSWORD", new Secret("hunter2"));
        assertThat(values().read(inFile("hunter2\r\n"))).containsEntry("PASSWORD", new Secret("hunter2"));
    }

    /** Versions that earlier releases stored may name them. */
    @Test
    void environment_passesNothingOfTheServersOwn() throws Exception {
        Environment.mustBeForApps(List.of("LANG", "SSH_AUTH_SOCK"));
        assertThatThrownBy(() -> Environment.mustBeForApps(List.of("LANG", "DATABASE_URL")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pass_environment: DATABASE_URL is reserved for the server");
    }

    /** The JVM's own refusal of such a variable prints its value. */
    @Test
    void read_refusesANul_withoutTheValue() throws Exception {
        var references = inFile("hunter2\0more");

        assertThatThrownBy(() -> values().read(references))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("secret PASSWORD: ")
                .hasMessageContaining("contains a NUL character")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("more");
    }

    /** The kernel refuses to start a command with such a variable, and says E2BIG for all of them. */
    @Test
    void read_refusesMoreThanAVariableHolds_byName() throws Exception {
        assertThat(values().read(inFile("x".repeat(128 * 1024 - "PASSWORD".length() - 2))))
                .containsKey("PASSWORD");
        for (var size : List.of(128 * 1024 - "PASSWORD".length() - 1, 128 * 1024 + 1, 10_000_000)) {
            var references = inFile("x".repeat(size));
            assertThatThrownBy(() -> values().read(references))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("secret PASSWORD: ")
                    .hasMessageContaining("131072")
                    .hasMessageNotContaining("xxx");
        }
    }

    @Test
    void environment_refusesMoreThanTheKernelTakes_byName() throws Exception {
        Environment.check("true", Map.of("A", "x".repeat(128 * 1024 - 3)));
        assertThatThrownBy(() -> Environment.check("true", Map.of("A", "x".repeat(128 * 1024 - 2))))
                .hasMessageContaining("the variable A is 131073 bytes")
                .hasMessageNotContaining("xxx");
        assertThatThrownBy(() -> Environment.check("ä".repeat(64 * 1024), Map.of()))
                .hasMessageContaining("the command line is 131073 bytes");
        var many = new HashMap<String, String>();
        for (var i = 0; i < 20; i++) {
            many.put("A" + i, "x".repeat(100_000));
        }
        assertThatThrownBy(() -> Environment.check("true", many)).hasMessageContaining("in all");
    }
}
