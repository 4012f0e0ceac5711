package dev.waybill.deploys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportStepsTest {
    private final Report report = Report.NONE
            .planning(List.of("rollback", "build", "release"))
            .beginning("rollback", Instant.EPOCH)
            .beginning("release", Instant.EPOCH);

    private static List<String> shown(Report report) {
        return report.steps().stream().map(StepProgress::name).toList();
    }

    @Test
    void ending_leavesOutStepsThatWereNotNeeded_ifAllWentWell() {
        assertThat(shown(report.ending(Instant.EPOCH, true))).containsExactly("rollback", "release");
    }

    @Test
    void ending_keepsStepsThatNeverBegan_ifOneFailed() {
        assertThat(shown(report.ending(Instant.EPOCH, false))).containsExactly("rollback", "build", "release");
    }
}
