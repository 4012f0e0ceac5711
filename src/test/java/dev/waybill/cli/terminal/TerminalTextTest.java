package dev.waybill.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.Stdout;
import dev.waybill.cli.client.Patience;
import dev.waybill.cli.logs.LogSink;
import dev.waybill.cli.logs.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a terminal gets to see. */
class TerminalTextTest {
    @Test
    void next_keepsColours_andNothingElseThatATerminalActsOn() {
        assertThat(shown("\u001b[1;31mred\u001b[0m\r50 %\tü\n")).isEqualTo("\u001b[1;31mred\u001b[0m\r50 %\tü\n");
        assertThat(shown("a\u001b[2Jb\u001b[Hc\u0007\b\u009b31md")).isEqualTo("abc31md");
        assertThat(shown("\u001b]52;c;eA==\u0007x")).isEqualTo("x");
        assertThat(shown("a\u001b]8;;https://evil\u001b\\click\u001b]8;;\u001b\\b"))
                .isEqualTo("aclickb");
        assertThat(shown("\u001bPq#0\u001b\\x\u001b_a\u001b\\y")).isEqualTo("xy");
        assertThat(shown("\u001b]0;no end\nnext")).isEqualTo("]0;no end\nnext");
        assertThat(shown("\u001b]0;no end\u001b[31mred")).isEqualTo("]0;no end\u001b[31mred");
        assertThat(shown("\u001b]" + "x".repeat(10_000))).isEqualTo("]" + "x".repeat(10_000));
        assertThat(shown("a\u202eb\u2066c")).isEqualTo("abc");
        var open = new TerminalText(true);
        open.next("\u001b]no end".getBytes(StandardCharsets.UTF_8), 8);
        assertThat(open.end()).isEqualTo("]no end");
        assertThat(shown("\u001b[>4;2mx\u001b[?25ly")).isEqualTo("xy");
        assertThat(shown("\u001b[\u001b[31mz")).isEqualTo("\u001b[31mz");
        assertThat(shown("\u001b[31\nnext")).isEqualTo("\nnext");
    }

    @Test
    void next_makesCharactersAndColoursWhole_whenTheyComeInParts() {
        var bytes = "\u001b[31mé\u001b[0m€".getBytes(StandardCharsets.UTF_8);
        var text = new TerminalText(true);
        var shown = new StringBuilder();

        for (var one : bytes) {
            shown.append(text.next(new byte[] {one}, 1));
        }

        assertThat(shown).hasToString("\u001b[31mé\u001b[0m€");
        assertThat(text.end()).isEqualTo("\u001b[0m");
    }

    @Test
    void sink_writesEveryByte_unlessToATerminal() throws Exception {
        var file = new ByteArrayOutputStream();
        var screen = new ByteArrayOutputStream();
        var bytes = new byte[] {(byte) 0xff, 0x1b, '[', 'J', 'x'};

        new LogSink(new Stdout(file), false).write(bytes, bytes.length);
        var terminal = new LogSink(new Stdout(screen), true);
        terminal.write(bytes, bytes.length);

        assertThat(file.toByteArray()).isEqualTo(bytes);
        assertThat(screen.toString(StandardCharsets.UTF_8)).isEqualTo("\ufffdx");
        assertThat(terminal.isAtLineStart()).isFalse();
    }

    @Test
    void progress_isOneLine_onATerminal() {
        var err = new StringWriter();
        var progress = progress(err, true);

        progress.show(waiting());
        progress.show(running());
        progress.say("done");

        assertThat(err.toString())
                .isEqualTo("\r\u001b[Kshop#1 (position 2 in the queue) waits for shop#0"
                        + "\r\u001b[Kshop#1 is running for 12s, usually 1m05s\r\u001b[Kdone\n");
    }

    @Test
    void progress_isALine_whenTheStateChanges_elsewhere() {
        var err = new StringWriter();
        var progress = progress(err, false);

        progress.show(waiting());
        progress.show(waiting());
        progress.show(running());
        progress.show(running());

        assertThat(err.toString())
                .isEqualTo("shop#1 (position 2 in the queue) waits for shop#0\nshop#1 is running, usually 1m05s\n");
    }

    @Test
    void patience_lastsAsLongAsItWasTold() {
        assertThat(Patience.of(Duration.ofSeconds(120)).delays().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofSeconds(120));
        assertThat(Patience.of(Duration.ZERO).delays()).isEmpty();
    }

    private static Progress progress(StringWriter err, boolean isTerminal) {
        var now = Instant.parse("2026-01-01T00:00:12.5Z");
        return new Progress(new PrintWriter(err), isTerminal, InstantSource.fixed(now));
    }

    private static JsonNode waiting() {
        return json("""
                {"name": "shop#1", "status": "pending", "position": 2, "blockers": [{"message": "waits for shop\\u001b#0"}]}""");
    }

    private static JsonNode running() {
        return json("""
                {"name": "shop#1", "status": "in_progress", "dateStarted": "2026-01-01T00:00:00Z", "estimatedDuration": 65.2}""");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static String shown(String log) {
        var bytes = log.getBytes(StandardCharsets.UTF_8);
        return new TerminalText(true).next(bytes, bytes.length);
    }
}
