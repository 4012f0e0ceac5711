package dev.waybill.providers.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.apps.config.TestPlugins;
import dev.waybill.spi.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** The plug-ins of examples/, built as docs/plugins.md says. */
public final class ExamplePlugins {
    private static final Path EXAMPLES = Path.of("examples/plugins");
    /** No test waits for it. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final List<Provider> PROVIDERS = load();

    private ExamplePlugins() {}

    /** Those that every server has, and those of the examples. */
    public static List<Provider> andBuiltIn() {
        return PROVIDERS;
    }

    /** Their classes stay open: their class loader belongs to all tests. */
    private static List<Provider> load() {
        try {
            var directory = install(Files.createTempDirectory(Path.of("target"), "example-plugins"));
            var opened = PluginDirectory.open(directory, PATIENCE, TestPlugins.PROVIDERS);
            assertThat(opened.providers()).extracting(Provider::name).contains("copy", "publish");
            return opened.providers();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Creates the directory, with the plug-ins in it. */
    public static Path install(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        TestJar.build(EXAMPLES.resolve("copy"), directory.resolve("copy.jar"));
        program(directory, "publish", Files.readString(EXAMPLES.resolve("publish")));
        return directory;
    }

    /** Adds a program. */
    public static Path program(Path directory, String name, String script) throws IOException {
        var file = Files.writeString(directory.resolve(name), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
