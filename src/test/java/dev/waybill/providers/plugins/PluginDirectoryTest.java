package dev.waybill.providers.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.waybill.providers.fake.FakeProvider;
import dev.waybill.providers.shell.ShellProvider;
import dev.waybill.spi.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

@Tag("processes")
class PluginDirectoryTest {
    @TempDir
    Path directory;

    @BeforeEach
    void close() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    /** What is logged about plug-ins that are not used. */
    private List<String> complaints(Duration patience, String... expected) throws Exception {
        var logger = (Logger) LoggerFactory.getLogger(PluginDirectory.class);
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        logger.addAppender(appender);
        try (var opened = PluginDirectory.open(directory, patience, List.of(new ShellProvider(), new FakeProvider()))) {
            assertThat(opened.providers())
                    .extracting(Provider::name)
                    .containsExactlyInAnyOrder(Stream.concat(Stream.of("shell", "fake"), List.of(expected).stream())
                            .toArray(String[]::new));
        } finally {
            logger.detachAppender(appender);
        }
        return appender.list.stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "broken  | printf 'no\\tsuch host\\a\\n' >&2; exit 3 | \"describe\" ended with exit code 3: no such host",
                "broken  | echo hello | the output of \"describe\" is not valid",
                "broken  | true | the output of \"describe\" is not a JSON object",
                "broken  | echo '[]' | the output of \"describe\" is not a JSON object",
                "broken  | echo '{\"steps\": \"a\"}' | has a value of the wrong type at steps",
                "broken  | echo null | the output of \"describe\" is not a JSON object",
                "broken  | yes | \"describe\" ended with exit code ",
                "broken  | echo '{\"setings\": []}' | has an unknown key setings; use hosts, settings, steps, tasks",
                "broken  | echo '{\"settings\": [{\"nam\": 1}]}' | has an unknown key settings.0.nam; use example, kind, name, required",
                "broken  | echo '{\"settings\": [{\"name\": \"a\", \"kind\": \"secret\"}]}' | cannot be \"secret\"; use one of",
                "broken  | echo '{\"settings\": [{\"kind\": \"text\"}]}' | \"\" cannot be the name of a setting",
                "broken  | echo '{\"settings\": [{\"name\": \"timeout\"}]}' | there are two settings named \"timeout\"",
                "broken  | echo '{\"steps\": [\"a b\"]}' | \"a b\" cannot be the name of a step",
                "broken  | echo '{\"steps\": [\"a\", \"a\"]}' | there are two steps of the same name",
                "deploy.sh | echo '{}' | \"deploy.sh\" cannot be the name of a provider",
                "shell   | echo '{}' | there is another provider \"shell\""
            })
    void programThatCannotBeUsed_isNamed_andTheOthersAreThere(String name, String script, String why) throws Exception {
        ExamplePlugins.program(directory, name, "#!/bin/sh\n%s\n".formatted(script));
        ExamplePlugins.program(directory, "good", "#!/bin/sh\necho '{}'\n");

        assertThat(complaints(ExamplePlugins.PATIENCE, "good"))
                .singleElement()
                .asString()
                .startsWith("plug-in %s was not loaded: ".formatted(name))
                .contains(why);
    }

    @Test
    void programThatHangs_isNotWaitedForLong() throws Exception {
        ExamplePlugins.program(directory, "hanging", "#!/bin/sh\nsleep 600\n");

        assertThat(complaints(Duration.ofMillis(50)))
                .containsExactly("plug-in hanging was not loaded: \"describe\" took longer than 0.05 s");
    }

    @Test
    void filesThatAreNoPlugIns_areNamed() throws Exception {
        Files.writeString(directory.resolve("a.jar"), "no zip");
        Files.writeString(directory.resolve("notes"), "no program");
        Files.writeString(directory.resolve(".hidden"), "of an editor");
        Files.createDirectory(directory.resolve("lib"));

        assertThat(complaints(ExamplePlugins.PATIENCE))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("plug-in a.jar was not loaded: it is not a jar: "),
                        second -> assertThat(second)
                                .startsWith("plug-in notes was not loaded: it is neither a jar nor a program"));
    }

    @Test
    void whatOthersCanChange_isNotRun() throws Exception {
        var program = ExamplePlugins.program(directory, "open", "#!/bin/sh\necho '{}'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xrwx"));

        assertThat(complaints(ExamplePlugins.PATIENCE))
                .containsExactly(
                        "plug-in open was not loaded: others can change %1$s; run chmod go-w %1$s".formatted(program));
    }

    @Test
    void linkToWhatOthersCanChange_isNotRun_norInADirectoryThatTheyCanChange(@TempDir Path elsewhere) throws Exception {
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxrwxrwx"));
        var program = ExamplePlugins.program(elsewhere, "linked", "#!/bin/sh\necho '{}'\n");
        Files.createSymbolicLink(directory.resolve("linked"), program);

        assertThat(complaints(ExamplePlugins.PATIENCE))
                .containsExactly("plug-in linked was not loaded: others can change %1$s; run chmod go-w %1$s"
                        .formatted(elsewhere.toRealPath()));

        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(complaints(ExamplePlugins.PATIENCE, "linked")).isEmpty();
    }

    @Test
    void examples_areUsed_andAMissingDirectoryIsNone() throws Exception {
        ExamplePlugins.install(directory);
        assertThat(complaints(ExamplePlugins.PATIENCE, "copy", "publish")).isEmpty();

        directory = directory.resolve("missing");
        assertThat(complaints(ExamplePlugins.PATIENCE)).isEmpty();
    }
}
