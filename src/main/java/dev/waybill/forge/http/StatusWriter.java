package dev.waybill.forge.http;

import dev.waybill.forge.CheckReport;
import dev.waybill.forge.CheckReport.State;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.text.HostileText;
import dev.waybill.vcs.Sha;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/**
 * Writes commit statuses in the form that GitHub, Gitea and Forgejo share.
 *
 * @param root the path of the repository in the API
 */
public record StatusWriter(JsonClient client, String root) {
    /**
     * Writes a status, unless it is there already: code hosts keep every one, and GitHub takes a thousand for each context of a
     * commit.
     *
     * @param known the newest statuses of the commit
     * @param description not longer than the code host takes
     */
    public void write(Sha sha, CheckReport report, String description, List<CheckReport> known)
            throws ForgeFailure, InterruptedException {
        if (known.stream().anyMatch(status -> isSame(status, report, description))) {
            return;
        }
        var body = new HashMap<String, String>();
        body.put("state", word(report.state()));
        body.put("context", report.name());
        body.put("description", description);
        if (report.link() != null) {
            body.put("target_url", report.link());
        }
        client.post("%s/statuses/%s".formatted(root, sha), body);
    }

    private static boolean isSame(CheckReport status, CheckReport report, String description) {
        return status.name().equals(report.name())
                && status.state() == report.state()
                && (report.link() == null || report.link().equals(status.link()))
                && Objects.requireNonNullElse(status.description(), "").equals(HostileText.line(description));
    }

    private static String word(State state) {
        return switch (state) {
            case PENDING -> "pending";
            case PASSED -> "success";
            case FAILED -> "failure";
        };
    }
}
