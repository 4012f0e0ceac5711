package dev.waybill.forge.github;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.Origin;
import dev.waybill.forge.http.Answer;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.forge.text.Fields;
import dev.waybill.forge.text.PullRequests;
import dev.waybill.vcs.Sha;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Who wrote commits, and which pull requests brought them: by one GraphQL query, or by REST if that is refused. Immutable. */
final class Origins {
    private static final int MOST = 50;

    private static final String QUERY = """
            query($owner: String!, $name: String!) {
              repository(owner: $owner, name: $name) {
            %s
              }
            }
            fragment C on GitObject {
              ... on Commit {
                author { user { login } }
                associatedPullRequests(first: 5) {
                  nodes { number title url merged author { login } labels(first: 100) { nodes { name } } }
                }
              }
            }
            """;

    private final JsonClient graphQl;
    private final OriginsByRest byRest;
    private final String repository;

    Origins(JsonClient rest, JsonClient graphQl, String repository) {
        this.graphQl = graphQl;
        this.byRest = new OriginsByRest(rest, "/repos/" + repository);
        this.repository = repository;
    }

    Map<Sha, Origin> of(List<Sha> commits) throws ForgeFailure, InterruptedException {
        if (commits.size() > MOST) {
            throw new IllegalArgumentException("at most %d commits at once".formatted(MOST));
        }
        if (commits.isEmpty()) {
            return Map.of();
        }
        var found = asked(commits);
        return found.isPresent() ? read(commits, found.get()) : byRest.of(commits);
    }

    /** The repository of the answer; empty if GraphQL is refused or does not answer everything. */
    private Optional<JsonNode> asked(List<Sha> commits) throws ForgeFailure, InterruptedException {
        var objects = IntStream.range(0, commits.size())
                .mapToObj(i -> "    c%d: object(oid: \"%s\") { ...C }".formatted(i, commits.get(i)))
                .collect(Collectors.joining("\n"));
        var name = repository.split("/", 2);
        try {
            var answer = graphQl.query(
                    "",
                    Map.of("query", QUERY.formatted(objects), "variables", Map.of("owner", name[0], "name", name[1])));
            return repository(answer);
        } catch (ForgeFailure e) {
            if (e.isPassing() || e.kind() == Kind.UNAUTHORIZED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Optional<JsonNode> repository(Answer answer) throws ForgeFailure, InterruptedException {
        var json = graphQl.json(answer);
        var errors = json.path("errors");
        if (errors.valueStream().anyMatch(Origins::isLimit)) {
            throw graphQl.limited(answer);
        }
        var found = json.path("data").path("repository");
        return errors.isEmpty() && found.isObject() ? Optional.of(found) : Optional.empty();
    }

    private static boolean isLimit(JsonNode error) {
        return error.path("type").asString("").startsWith("RATE_LIMIT");
    }

    private static Map<Sha, Origin> read(List<Sha> commits, JsonNode found) {
        var origins = new LinkedHashMap<Sha, Origin>();
        for (var i = 0; i < commits.size(); i++) {
            var commit = found.path("c" + i);
            if (commit.path("associatedPullRequests").isObject()) {
                origins.put(commits.get(i), origin(commit));
            }
        }
        return origins;
    }

    private static Origin origin(JsonNode commit) {
        var pulls = commit.path("associatedPullRequests").path("nodes").valueStream();
        return new Origin(
                Fields.words(commit.path("author").path("user"), "login"),
                pulls.flatMap(it -> PullRequests.read(
                                it, "url", "author", it.path("merged").asBoolean(false))
                                .stream())
                        .toList());
    }
}
