package dev.waybill.apps.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configuration files that cannot be read, each told as a sentence with its path, and its line where it has one. */
class UnreadableFilesTest {
    private static final AppReader READER = new AppReader(TestPlugins.ALL);

    @TempDir
    Path directory;

    private Path write(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("apps.yaml"), bytes);
    }

    private static ConfigFile read(Path file) throws IOException {
        return ConfigFile.read(file, "git@github.com:acme/{app}.git", READER);
    }

    private static void assertSaid(Path file, String sentence) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class).hasMessage(sentence.formatted(file));
    }

    private void assertSaid(String text, String sentence) throws IOException {
        var file = write(text.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ConfigFile.Mistakes.class)
                .hasMessage("%s cannot be used:%n  %s".formatted(file, sentence));
    }

    @Test
    void files_thatAreNotThere_orNoFiles() throws IOException {
        assertSaid(directory.resolve("none.yaml"), "the file %s does not exist");
        assertSaid(directory, "%s is a directory; name a file");
        assertSaid(Path.of("/dev/zero"), "%s is a pipe or a device; name a regular file");
        assertSaid(write(new byte[0]).resolve("inner"), "%s cannot be read: Not a directory");
        assertSaid(Path.of("/proc/self/mem"), "%s cannot be read: Input/output error");
        var circle = Files.createSymbolicLink(directory.resolve("circle"), directory.resolve("circle"));
        assertSaid(
                circle,
                "%s cannot be read: Too many levels of symbolic links or unable to access attributes of symbolic link");
    }

    @Test
    void file_ofAnother() throws IOException {
        var file = write("shop: {deploy: x}".getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(file), "root may read everything");

        assertSaid(
                file,
                "%%s cannot be read: the user %s lacks the permission; grant it, or run as another user"
                        .formatted(System.getProperty("user.name")));
    }

    @Test
    void bytes_thatAreNotUtf8() throws IOException {
        assertSaid(
                write("a: {deploy: x}\n# Müller".getBytes(StandardCharsets.ISO_8859_1)),
                "%s, line 2: is not UTF-8 (byte 0xFC); save the file as UTF-8");
        assertSaid(
                write(new byte[] {'a', (byte) 0xC3}), "%s, line 1: is not UTF-8 (byte 0xC3); save the file as UTF-8");
        assertSaid(write("shop: x".getBytes(StandardCharsets.UTF_16)), "%s is UTF-16; save it as UTF-8");
        assertSaid(write(new byte[5_000_000]), "%s is larger than 4 MiB; shorten it");
    }

    @Test
    void characters_thatYamlDoesNotHave() throws IOException {
        assertSaid(
                "shop:\n  deploy: a\0b",
                "line 2: contains the character U+0000 (NUL), which YAML does not allow; remove it");
        assertSaid(
                "shop: {deploy: \u001b[0m}",
                "line 1: contains the character U+001B, which YAML does not allow; remove it");
        assertSaid("shop:\n\tdeploy: x\n", "line 2: is indented with a tab; YAML only allows spaces");
    }

    @Test
    void syntax_thatIsWrong() throws IOException {
        assertSaid("a: 1\nshop: {deploy: x, deploy: y}", "shop.deploy, line 2: is given twice");
        assertSaid("{\"shop\": {}, \"shop\": {}}", "shop, line 1: is given twice");
        assertSaid(
                "shop:\n  deploy: echo: x",
                "line 2: is not YAML: mapping values are not allowed here; a text with a colon and a space in it needs quotes");
        assertSaid(
                "shop:\n  deploy: @x",
                "line 2: is not YAML: found character '@' that cannot start any token; a text that begins with @ needs quotes");
    }

    @Test
    void byteOrderMark_andTabsBeforeLinesOfJson_areNoMistakes() throws IOException {
        var json = "\uFEFF# apps\n{\n\t\"shop\": {\n\t\t\"deploy\": \"a\tb\"\n\t}\n}\n";

        var file = read(write(json.getBytes(StandardCharsets.UTF_8)));

        assertThat(file.apps().values())
                .singleElement()
                .satisfies(app -> assertThat(app.providerConfig()).containsEntry("command", "a\tb"));
    }
}
