package dev.waybill.forge.github;

import dev.waybill.forge.CheckReport;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.vcs.Sha;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The jobs of Actions for a commit, for tokens that may not read check runs. Immutable. */
final class WorkflowJobs {
    private static final int MOST_PAGES = 10;

    private final JsonClient client;
    private final String root;

    WorkflowJobs(JsonClient client, String root) {
        this.client = client;
        this.root = root;
    }

    List<CheckReport> of(Sha sha) throws ForgeFailure, InterruptedException {
        var jobs = new ArrayList<JsonNode>();
        var runs =
                new Counted(client, "%s/actions/runs?head_sha=%s&per_page=100".formatted(root, sha), "workflow_runs");
        for (var run : runs.all(MOST_PAGES)) {
            var path = "%s/actions/runs/%d/jobs?filter=latest&per_page=100"
                    .formatted(root, run.path("id").asLong(0));
            jobs.addAll(new Counted(client, path, "jobs").all(MOST_PAGES));
        }
        return CheckRuns.newest(jobs, client);
    }
}
