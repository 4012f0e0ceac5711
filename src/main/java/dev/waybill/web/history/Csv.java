package dev.waybill.web.history;

import dev.waybill.deploys.Deploy;
import dev.waybill.vcs.Sha;
import dev.waybill.web.shown.DeployRow;
import dev.waybill.wire.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lines of CSV, see RFC 4180. Spreadsheets show what people wrote, and never take it for a formula. */
final class Csv {
    static final String HEADER =
            "app,environment,number,task,outcome,user,automatic,ref,sha,previous_sha,requested,started,ended,seconds,reason,link\r\n";

    /** These begin a formula, as far as spreadsheets are concerned. */
    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    static String line(DeployRow row, String url) {
        var deploy = row.deploy();
        var finished = (Deploy.Finished) deploy.state();
        return Stream.of(
                                deploy.appName(),
                                deploy.environment(),
                                Integer.toString(deploy.number()),
                                deploy.task(),
                                finished.outcome().word(),
                                deploy.user().name(),
                                Boolean.toString(row.isAutomatic()),
                                deploy.ref(),
                                text(deploy.sha()),
                                text(deploy.previousSha()),
                                Times.text(deploy.createdAt()),
                                finished.startedAt() == null ? "" : Times.text(finished.startedAt()),
                                Times.text(finished.at()),
                                seconds(finished.startedAt(), finished.at()),
                                Objects.requireNonNullElse(deploy.reason(), ""),
                                url + row.path())
                        .map(Csv::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String text(@Nullable Sha sha) {
        return sha == null ? "" : sha.hex();
    }

    private static String seconds(@Nullable Instant from, Instant to) {
        return from == null
                ? ""
                : Long.toString(Math.max(0, Duration.between(from, to).toSeconds()));
    }

    static String cell(String text) {
        var safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[^\",\r\n]*") ? safe : "\"%s\"".formatted(safe.replace("\"", "\"\""));
    }
}
