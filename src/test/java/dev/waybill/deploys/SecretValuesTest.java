package dev.waybill.deploys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.apps.config.SecretReference;
import dev.waybill.spi.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretValuesTest {
    @TempDir
    Path directory;

    private Map<String, SecretReference> inFile(String value) throws IOException {
        var file = Files.writeString(directory.resolve("secret"), value);
        return Map.of("PASSWORD", new SecretReference(file.toString(), null));
    }

    @Test
    void read_leavesOutOneNewlineAtTheEnd() throws Exception {
        assertThat(SecretValues.read(inFile("hunter2\n"))).containsEntry("PASSWORD", new Secret("hunter2"));
        assertThat(SecretValues.read(inFile("hunter2\r\n"))).containsEntry("PASSWORD", new Secret("hunter2"));
    }

    /** The JVM's own refusal of such a variable prints its value. */
    @Test
    void read_refusesANul_withoutTheValue() throws Exception {
        var references = inFile("hunter2\0more");

        assertThatThrownBy(() -> SecretValues.read(references))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("secret PASSWORD: ")
                .hasMessageContaining("holds a NUL character")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("more");
    }
}
