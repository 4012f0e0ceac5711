package dev.waybill.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.waybill.deploys.Report;
import dev.waybill.logs.Masker;
import dev.waybill.spi.HostState;
import dev.waybill.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarksTest {
    private static Report read(String... pieces) {
        var marks = new Marks(true, false);
        var report = Report.NONE;
        for (var piece : pieces) {
            report = report.and(
                    marks.read(piece.getBytes(StandardCharsets.UTF_8)).report());
        }
        return report;
    }

    @Test
    void lines_report_howeverTheyAreSplit() {
        var text = "a\n::waybill progress 40\r\n::waybill note all is well\n::waybill link https://ci/4 the build\nb\n";
        for (var cut = 0; cut <= text.length(); cut++) {
            var report = read(text.substring(0, cut), text.substring(cut));

            assertThat(report.progress()).isEqualTo(40);
            assertThat(report.notes()).containsExactly("all is well");
            assertThat(report.links()).isEqualTo(Map.of("the build", "https://ci/4"));
        }
    }

    @Test
    void hosts_areReported_andKeepTheirFirstPlace() {
        var states = read("""
                ::waybill host web1 pending
                ::waybill host web2 pending
                ::waybill host deploy@web2:22 unreachable
                ::waybill host web2 failed
                ::waybill host web2 pending
                ::waybill host web1 ok\r
                """).hosts();

        assertThat(states)
                .containsExactly(
                        entry("web1", HostState.OK),
                        entry("web2", HostState.FAILED),
                        entry("deploy@web2:22", HostState.UNREACHABLE));
    }

    @Test
    void hostsThatAreNoWords_reportNothing() {
        assertThat(read(
                        "::waybill host -x ok\n::waybill host a,b ok\n::waybill host a b ok\n::waybill host web1 OK\n",
                        "::waybill host web\u202e1 ok\n::waybill host web\u00a01 ok\n::waybill host web\u001b1 ok\n",
                        "::waybill host " + "w".repeat(256) + " ok\n::waybill host web1\n::waybill host\n"))
                .isEqualTo(Report.NONE);
    }

    @Test
    void hostsAfterTheMost_areLeftOut() {
        var lines = IntStream.range(0, Report.MOST_HOSTS + 5)
                .mapToObj("::waybill host web%d pending\n"::formatted)
                .collect(Collectors.joining());

        var states = read(lines, "::waybill host web0 ok\n::waybill host late failed\n")
                .hosts();

        assertThat(states).hasSize(Report.MOST_HOSTS).containsEntry("web0", HostState.OK);
    }

    @Test
    void otherLines_reportNothing() {
        assertThat(read(
                        "x ::waybill progress 1\n::waybillprogress 2\n::waybill progress 101\n::waybill progress -1\n",
                        "::waybill progress\n::waybill link javascript:alert(1) x\n::waybill link https://x/ log\n",
                        "::waybill link https://x/ " + "t".repeat(101) + "\n",
                        "::waybill note " + "n".repeat(5_000) + "\n",
                        "::waybill group a\n::waybill\n::w\n\n::waybill progress 3"))
                .isEqualTo(Report.NONE);
    }

    @Test
    void outputThatBeganEarlier_reportsFromItsNextLine() {
        var marks = new Marks(false, false);

        assertThat(marks.read("::waybill progress 1\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Found.NONE);
        assertThat(marks.read("::waybill progress 2\n".getBytes(StandardCharsets.UTF_8))
                        .report()
                        .progress())
                .isEqualTo(2);
    }

    @Test
    void lastLine_reports_withoutALineBreak_butNotTheHalfAfterAGap() {
        var marks = new Marks(true, false);

        marks.read("::waybill progress 1".getBytes(StandardCharsets.UTF_8));
        assertThat(marks.end().report().progress()).isEqualTo(1);
        marks.read("::waybill prog".getBytes(StandardCharsets.UTF_8));
        marks.gap();
        assertThat(marks.read("ress 2\n".getBytes(StandardCharsets.UTF_8))).isEqualTo(Found.NONE);
    }

    @Test
    void secret_isMasked_alsoIfItAppearsOnlyOnceItIsDecoded() {
        var secrets = new KnownSecrets(new Masker(List.of(new Secret("abc\"def/ghi"))));
        var marks = new Marks(true, true);
        var line = "{\"note\": \"it is abc\\\"def\\/ghi\", \"link\": {\"x\": \"https://h/abc%22def%2Fghi\"}}\n";

        var found = marks.read(line.getBytes(StandardCharsets.UTF_8)).masked(secrets);

        assertThat(found.report().notes()).containsExactly("it is ***");
        assertThat(found.report().links().toString()).contains("***").doesNotContain("ghi");
    }

    @Test
    void newestProgress_counts() {
        assertThat(read("::waybill progress 1\n::waybill progress 2\n").progress())
                .isEqualTo(2);
    }

    @Test
    void jsonObjects_report_ifTheyMay() {
        var text = """
                {"step": "upload", "progress": 40, "log": "x"}
                {"note": "all is well", "link": {"the build": "https://ci/4", "bad": "javascript:x"}, "host": {"web1": "ok", "-x": "ok", "web2": "x"}}\r
                {"progress": 101} {"progress": 41}
                {"progress": "42", "note": 1, "link": [], "step": {}}
                {"progress": 43
                {}
                [{"progress": 44}]
                """;
        for (var cut = 0; cut <= text.length(); cut++) {
            var marks = new Marks(true, true);
            var found = marks.read(text.substring(0, cut).getBytes(StandardCharsets.UTF_8))
                    .and(marks.read(text.substring(cut).getBytes(StandardCharsets.UTF_8)));

            assertThat(found.steps()).containsExactly("upload");
            assertThat(found.report())
                    .isEqualTo(new Report(
                            40,
                            List.of("all is well"),
                            Map.of("the build", "https://ci/4"),
                            List.of(),
                            Map.of("web1", HostState.OK)));
        }
        assertThat(read(text)).isEqualTo(Report.NONE);
    }
}
