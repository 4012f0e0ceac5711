package dev.waybill.forge.gitea;

import dev.waybill.forge.CheckReport;
import dev.waybill.forge.CheckReport.State;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.forge.http.StatusWriter;
import dev.waybill.forge.text.Fields;
import dev.waybill.vcs.Sha;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Commit statuses, the only kind of checks there. Immutable. */
final class GiteaStatuses {
    private static final int MOST_PAGES = 100;

    private final JsonClient client;
    private final String root;
    private final String web;

    /** @param web where the pages are: links of Gitea's own actions are paths there */
    GiteaStatuses(JsonClient client, String root, String web) {
        this.client = client;
        this.root = root;
        this.web = web;
    }

    /** Of all statuses, the newest of each context; the combined status would only tell those of one page. */
    List<CheckReport> of(Sha sha) throws ForgeFailure, InterruptedException {
        var all = client.pages("%s/commits/%s/statuses?limit=50".formatted(root, sha), page -> page, MOST_PAGES);
        var newest = new LinkedHashMap<String, JsonNode>();
        for (var status : all) {
            newest.merge(required(status, "context"), status, (some, other) -> id(some) >= id(other) ? some : other);
        }
        var reports = new java.util.ArrayList<CheckReport>();
        for (var status : newest.values()) {
            reports.add(report(status));
        }
        return reports;
    }

    /** Grows with each status of a commit. */
    private static long id(JsonNode status) {
        return status.path("id").asLong(0);
    }

    private CheckReport report(JsonNode status) throws ForgeFailure {
        return new CheckReport(
                required(status, "context"),
                state(required(status, "status")),
                Fields.words(status, "description"),
                link(status),
                Fields.words(status.path("creator"), "login"),
                Fields.moment(status, "updated_at").orElseGet(client.time()::now));
    }

    private @Nullable String link(JsonNode status) {
        var link = Fields.text(status, "target_url");
        return link != null && link.matches("/[\\x21-\\x7e]{1,2000}") ? web + link : Fields.link(status, "target_url");
    }

    private static String required(JsonNode status, String name) throws ForgeFailure {
        var text = Fields.text(status, name);
        if (text == null) {
            throw new ForgeFailure(Kind.UNREACHABLE, "Gitea sent a status without %s".formatted(name));
        }
        return text;
    }

    /** A warning counts as good in some versions and not in others, so it does not count as good. */
    private static State state(String state) {
        return switch (state) {
            case "success", "skipped" -> State.PASSED;
            case "pending" -> State.PENDING;
            default -> State.FAILED;
        };
    }

    void publish(Sha sha, CheckReport report) throws ForgeFailure, InterruptedException {
        var description = Objects.requireNonNullElse(report.description(), "");
        new StatusWriter(client, root).write(sha, report, description, of(sha));
    }
}
