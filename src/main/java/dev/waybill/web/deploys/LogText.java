package dev.waybill.web.deploys;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Outcome;
import dev.waybill.logs.LogPage;
import dev.waybill.logs.Logs;
import dev.waybill.web.shown.DeployPaths;
import java.util.stream.Collectors;

/**
 * The end of a log, as part of a page.
 *
 * @param id that of the element, which no other deploy's log has
 * @param path of the whole log
 * @param nextOffset where it continues
 * @param isComplete whether it has ended
 * @param isCut whether earlier parts are left out
 * @param isFailed whether the page opens at its end
 */
public record LogText(
        String id, String path, String text, long nextOffset, boolean isComplete, boolean isCut, boolean isFailed) {
    /** How much of a log is part of the page itself; the page links to the rest. */
    private static final long MOST = 256 * 1024;

    static LogText of(Logs logs, Deploy deploy) {
        var log = logs.readLast(deploy.id().value(), MOST);
        return new LogText(
                "log-" + deploy.id(),
                DeployPaths.of(deploy) + "/log",
                text(log),
                log.nextOffset(),
                log.complete(),
                log.nextOffset() > MOST + 16,
                deploy.state() instanceof Deploy.Finished finished && finished.outcome() != Outcome.SUCCEEDED);
    }

    static String text(LogPage log) {
        return log.pieces().stream().map(LogPage.Piece::text).collect(Collectors.joining());
    }
}
