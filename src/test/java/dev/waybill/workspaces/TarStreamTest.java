package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class TarStreamTest {
    private static byte[] archive(String command) throws Exception {
        var process = new ProcessBuilder("sh", "-c", "cd \"$(mktemp -d)\" && " + command + "; rm -r \"$PWD\"")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = process.getInputStream()) {
            return out.readAllBytes();
        }
    }

    private static Map<String, String> files(byte[] archive) throws Exception {
        var files = new LinkedHashMap<String, String>();
        new TarStream(new ByteArrayInputStream(archive)).read((name, bytes, content) -> {
            var text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(bytes).isEqualTo(text.length());
            files.put(name, text);
        });
        return files;
    }

    @Test
    void read_givesRegularFilesAlone() throws Exception {
        var name = "d/" + "n".repeat(200);
        var archive = archive(
                "mkdir d; echo a > a; : > b; head -c 512 /dev/zero | tr '\\0' c > c; ln -s a l; mkfifo p; echo long > %1$s; tar -cf - --format=gnu --no-recursion a b c l p d nosuch %1$s"
                        .formatted(name));

        assertThat(files(archive))
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", "a\n", "b", "", "c", "c".repeat(512), name, "long\n"));
    }

    @Test
    void read_ofAnArchiveThatIsCutOff_fails() throws Exception {
        var archive = archive("echo a > a; tar -cf - --format=gnu a");

        for (var length : List.of(0, 100, 512, 513, 700, 1024)) {
            assertThatThrownBy(() -> files(Arrays.copyOf(archive, length)))
                    .as("%d bytes", length)
                    .isInstanceOf(EOFException.class);
        }
    }
}
