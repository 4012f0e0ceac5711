package dev.waybill.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.deploys.Report;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarksTest {
    private static Report read(String... pieces) {
        var marks = new Marks(true);
        var report = Report.NONE;
        for (var piece : pieces) {
            report = report.and(marks.read(piece.getBytes(StandardCharsets.UTF_8)));
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
        var marks = new Marks(false);

        assertThat(marks.read("::waybill progress 1\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Report.NONE);
        assertThat(marks.read("::waybill progress 2\n".getBytes(StandardCharsets.UTF_8))
                        .progress())
                .isEqualTo(2);
    }

    @Test
    void newestProgress_counts() {
        assertThat(read("::waybill progress 1\n::waybill progress 2\n").progress())
                .isEqualTo(2);
    }
}
