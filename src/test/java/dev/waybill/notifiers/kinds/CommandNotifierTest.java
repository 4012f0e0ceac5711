package dev.waybill.notifiers.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Tag("processes")
class CommandNotifierTest {
    @TempDir
    private Path directory;

    private Told tell(String line, Notice notice) throws InterruptedException {
        return new CommandNotifier(directory.resolve("commands")).tell(notice, Sample.context(Map.of("command", line)));
    }

    @Test
    void command_getsTheNotice_asItIs() throws Exception {
        var evil = "it's $(touch owned) \"`id`\" ' \\ ü\n" + NotifierContract.HOSTILE;
        var file = directory.resolve("notice");
        var line =
                "cat > %s; echo \"$WAYBILL_EVENT $WAYBILL_DEPLOY $WAYBILL_SHA $MINE\"; printf %%s \"$WAYBILL_TEXT\" > %s.text"
                        .formatted(file, file);

        var told = tell(line, Sample.of(7, Topic.FAILED, evil, List.of()));

        assertThat(told)
                .isInstanceOfSatisfying(
                        Told.Delivered.class,
                        it -> assertThat(it.answer())
                                .isEqualTo("exit code 0: failed shop/production#42 %s 1".formatted(Sample.SHA)));
        var json = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(json.path("text").asString()).isEqualTo(evil);
        assertThat(Files.readString(Path.of(file + ".text"))).isEqualTo(evil);
    }

    @Test
    void exitCode_decides() throws Exception {
        assertThat(tell("exit 75", Sample.of(Topic.FAILED)))
                .isInstanceOfSatisfying(
                        Told.Later.class, it -> assertThat(it.until()).isEqualTo(Sample.NOW.plusSeconds(60)));
        assertThat(tell("echo oh; exit 3", Sample.ofLock()))
                .isInstanceOfSatisfying(
                        Told.Failed.class, it -> assertThat(it.answer()).isEqualTo("exit code 3: oh"));
        assertThat(tell("true", Sample.of(0, Topic.SUCCEEDED, "a test", List.of())))
                .as("does not read its input")
                .isInstanceOf(Told.Delivered.class);
    }
}
