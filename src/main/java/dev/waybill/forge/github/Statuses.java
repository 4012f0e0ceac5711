package dev.waybill.forge.github;

import dev.waybill.forge.CheckReport;
import dev.waybill.forge.CheckReport.State;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.forge.http.StatusWriter;
import dev.waybill.forge.text.Fields;
import dev.waybill.vcs.Sha;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Commit statuses, the older kind of checks. Immutable. */
final class Statuses {
    private static final int MOST_PAGES = 30;

    private final JsonClient client;
    private final String root;

    Statuses(JsonClient client, String root) {
        this.client = client;
        this.root = root;
    }

    /** The newest status of each context. */
    List<CheckReport> of(Sha sha) throws ForgeFailure, InterruptedException {
        var path = "%s/commits/%s/status?per_page=100".formatted(root, sha);
        var reports = new ArrayList<CheckReport>();
        for (var status : new Counted(client, path, "statuses").all(MOST_PAGES)) {
            reports.add(report(status));
        }
        return reports;
    }

    private CheckReport report(JsonNode status) throws ForgeFailure {
        return new CheckReport(
                Counted.required(status, "context"),
                state(Counted.required(status, "state")),
                Fields.words(status, "description"),
                Fields.link(status, "target_url"),
                null,
                Fields.moment(status, "updated_at").orElseGet(client.time()::now));
    }

    private static State state(String state) {
        return switch (state) {
            case "success" -> State.PASSED;
            case "pending" -> State.PENDING;
            default -> State.FAILED;
        };
    }

    void publish(Sha sha, CheckReport report) throws ForgeFailure, InterruptedException {
        var description = Descriptions.cut(Objects.requireNonNullElse(report.description(), ""));
        new StatusWriter(client, root).write(sha, report, description, of(sha));
    }
}
