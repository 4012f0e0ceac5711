package dev.waybill.forge.github;

import dev.waybill.forge.CheckReport;
import dev.waybill.forge.CheckReport.State;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.forge.text.Fields;
import dev.waybill.vcs.Sha;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Check runs, which Actions and other Apps report. Immutable. */
final class CheckRuns {
    /** Anything else that is completed has failed, also what GitHub has yet to invent. */
    private static final Set<String> GOOD = Set.of("success", "neutral", "skipped");

    private static final int MOST_PAGES = 50;
    private static final int MOST_PAGES_OF_ONE = 5;

    private final JsonClient client;
    private final String root;

    CheckRuns(JsonClient client, String root) {
        this.client = client;
        this.root = root;
    }

    List<CheckReport> all(Sha sha) throws ForgeFailure, InterruptedException {
        return read("%s/commits/%s/check-runs?filter=latest&per_page=100".formatted(root, sha), MOST_PAGES);
    }

    List<CheckReport> named(Sha sha, String name) throws ForgeFailure, InterruptedException {
        return read(
                "%s/commits/%s/check-runs?check_name=%s&filter=latest&per_page=100"
                        .formatted(root, sha, URLEncoder.encode(name, StandardCharsets.UTF_8)),
                MOST_PAGES_OF_ONE);
    }

    private List<CheckReport> read(String path, int mostPages) throws ForgeFailure, InterruptedException {
        return newest(new Counted(client, path, "check_runs").all(mostPages), client);
    }

    /** The newest of each name and program; two programs may use one name. */
    static List<CheckReport> newest(List<JsonNode> runs, JsonClient client) throws ForgeFailure {
        var newest = new LinkedHashMap<List<String>, Map.Entry<Long, CheckReport>>();
        for (var run : runs) {
            var report = report(run, client);
            newest.merge(
                    List.of(report.name(), report.reporter() == null ? "" : report.reporter()),
                    Map.entry(run.path("id").asLong(0), report),
                    (some, other) -> some.getKey() > other.getKey() ? some : other);
        }
        return newest.values().stream().map(Map.Entry::getValue).toList();
    }

    private static CheckReport report(JsonNode run, JsonClient client) throws ForgeFailure {
        var link = Fields.link(run, "html_url");
        return new CheckReport(
                Counted.required(run, "name"),
                state(Counted.required(run, "status"), Fields.text(run, "conclusion")),
                Fields.words(run.path("output"), "title"),
                link == null ? Fields.link(run, "details_url") : link,
                Fields.words(run.path("app"), "name"),
                Fields.moment(run, "completed_at")
                        .or(() -> Fields.moment(run, "started_at"))
                        .orElseGet(client.time()::now));
    }

    private static State state(String status, @Nullable String conclusion) {
        if (!status.equals("completed")) {
            return State.PENDING;
        }
        return conclusion != null && GOOD.contains(conclusion) ? State.PASSED : State.FAILED;
    }
}
