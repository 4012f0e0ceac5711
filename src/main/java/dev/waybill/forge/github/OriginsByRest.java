package dev.waybill.forge.github;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.Origin;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.forge.text.Fields;
import dev.waybill.forge.text.PullRequests;
import dev.waybill.vcs.Sha;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same with two requests for each commit. Immutable. */
final class OriginsByRest {
    private static final int MOST_PAGES = 3;

    private final JsonClient client;
    private final String root;

    OriginsByRest(JsonClient client, String root) {
        this.client = client;
        this.root = root;
    }

    Map<Sha, Origin> of(List<Sha> commits) throws ForgeFailure, InterruptedException {
        client.get(root); // so that a missing repository is not taken for one without these commits
        var origins = new LinkedHashMap<Sha, Origin>();
        for (var commit : commits) {
            try {
                origins.put(commit, of(commit));
            } catch (ForgeFailure e) {
                if (e.kind() != Kind.MISSING) {
                    throw e;
                }
            }
        }
        return origins;
    }

    private Origin of(Sha sha) throws ForgeFailure, InterruptedException {
        var path = "%s/commits/%s".formatted(root, sha);
        var commit = client.json(client.get(path));
        var pulls = client.pages(path + "/pulls?per_page=100", page -> page, MOST_PAGES).stream();
        return new Origin(
                Fields.words(commit.path("author"), "login"),
                pulls.flatMap(it ->
                                PullRequests.read(it, "html_url", "user", Fields.text(it, "merged_at") != null)
                                        .stream())
                        .limit(PullRequests.MOST)
                        .toList());
    }
}
