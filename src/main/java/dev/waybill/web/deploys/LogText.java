package dev.waybill.web.deploys;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Outcome;
import dev.waybill.logs.LogPage;
import dev.waybill.logs.Logs;
import dev.waybill.logs.text.PlainText;
import dev.waybill.web.shown.DeployPaths;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The log of a deploy as part of its page.
 *
 * @param id that of the element, which no other deploy's log has
 * @param path of the log; what the viewer reads is below
 * @param text its last lines as plain text, for browsers without JavaScript
 * @param isComplete whether it has ended
 * @param isCut whether earlier lines are left out of the text
 * @param isFailed whether the reader looks for an error
 */
public record LogText(String id, String path, String text, boolean isComplete, boolean isCut, boolean isFailed) {
    private static final int MOST_LINES = 2_000;
    private static final long MOST_BYTES = 256 * 1024;

    static LogText of(Logs logs, Deploy deploy) {
        var log = logs.readLast(deploy.id().value(), MOST_BYTES);
        var stored = log.pieces().stream().map(LogPage.Piece::text).collect(Collectors.joining());
        var isEnd = log.nextOffset() > MOST_BYTES + 16;
        var lines = List.of((isEnd ? afterFirstBreak(stored) : stored).split("\n", -1));
        var count = lines.getLast().isEmpty() ? lines.size() - 1 : lines.size();
        var first = Math.max(0, count - MOST_LINES);
        return new LogText(
                "log-" + deploy.id(),
                DeployPaths.of(deploy) + "/log",
                lines.subList(first, count).stream().map(PlainText::shown).collect(Collectors.joining("\n")),
                log.complete(),
                isEnd || first > 0,
                deploy.state() instanceof Deploy.Finished finished && finished.outcome() != Outcome.SUCCEEDED);
    }

    /** The end of a log may begin within a line. */
    private static String afterFirstBreak(String end) {
        return end.substring(end.indexOf('\n') + 1);
    }
}
