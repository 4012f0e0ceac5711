package dev.waybill.forge.gitea;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.Origin;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.forge.text.Fields;
import dev.waybill.forge.text.MarkedComment;
import dev.waybill.forge.text.PullRequests;
import dev.waybill.vcs.Sha;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Authors and pull requests of commits, and comments. Immutable. */
final class GiteaPulls {
    private final JsonClient client;
    private final String root;

    GiteaPulls(JsonClient client, String root) {
        this.client = client;
        this.root = root;
    }

    Map<Sha, Origin> origins(List<Sha> commits) throws ForgeFailure, InterruptedException {
        client.get(root); // so that a missing repository is not taken for one without these commits
        var origins = new LinkedHashMap<Sha, Origin>();
        for (var commit : commits) {
            var found = found("%s/git/commits/%s?stat=false&verification=false&files=false".formatted(root, commit));
            if (found.isPresent()) {
                var pull = found("%s/commits/%s/pull".formatted(root, commit));
                origins.put(commit, origin(found.get(), pull));
            }
        }
        return origins;
    }

    private Optional<JsonNode> found(String path) throws ForgeFailure, InterruptedException {
        try {
            return Optional.of(client.json(client.get(path)));
        } catch (ForgeFailure e) {
            if (e.kind() == Kind.MISSING) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Origin origin(JsonNode commit, Optional<JsonNode> pull) {
        return new Origin(
                Fields.words(commit.path("author"), "login"),
                pull
                        .flatMap(it -> PullRequests.read(
                                it, "html_url", "user", it.path("merged").asBoolean(false)))
                        .stream()
                        .toList());
    }

    void comment(int pullRequest, String text, String marker) throws ForgeFailure, InterruptedException {
        var path = "%s/issues/%d/comments".formatted(root, pullRequest);
        var marked = new MarkedComment(text, marker);
        if (client.pages(path, page -> page, 1).stream().noneMatch(marked::isIn)) {
            client.post(path, Map.of("body", marked.body()));
        }
    }
}
