package dev.waybill.forge.github;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ListedDeployment;
import dev.waybill.forge.http.Answer;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.forge.text.Fields;
import dev.waybill.vcs.Sha;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The deployments of a repository, whoever created them. Immutable. */
record DeploymentList(JsonClient client, String path) {
    /** Few, because each may have a payload of a megabyte, and an answer has at most eight. */
    private static final int PAGE = 5;

    /** One that nobody can read, such as one with a number of a thousand digits, does not hide those beside it. */
    List<ListedDeployment> page(int number) throws ForgeFailure, InterruptedException {
        var whole = client.get(at(number, PAGE));
        var json = whole.json();
        return json.isPresent() ? listed(json.get(), whole) : oneByOne(number, whole);
    }

    private String at(int page, int size) {
        return "%s?per_page=%d&page=%d".formatted(path, size, page);
    }

    private List<ListedDeployment> oneByOne(int number, Answer unreadable) throws ForgeFailure, InterruptedException {
        var readable = new ArrayList<ListedDeployment>();
        var isAny = false;
        for (var each = 1; each <= PAGE; each++) {
            var single = client.get(at((number - 1) * PAGE + each, 1));
            var json = single.json();
            if (json.isPresent()) {
                readable.addAll(listed(json.get(), single));
                isAny = true;
            }
        }
        if (!isAny) {
            throw client.strange(unreadable, "is not JSON");
        }
        return readable;
    }

    private List<ListedDeployment> listed(JsonNode page, Answer answer) throws ForgeFailure {
        if (!page.isArray()) {
            throw client.strange(answer, "contains no list");
        }
        var ahead = answer.date()
                .map(date -> Duration.between(date, client.time().now()))
                .orElse(Duration.ZERO);
        return page.valueStream()
                .filter(it -> it.path("id").asLong(0) > 0)
                .map(it -> listed(it, ahead))
                .toList();
    }

    /** @param ahead how far our clock is ahead of GitHub's */
    private static ListedDeployment listed(JsonNode deployment, Duration ahead) {
        var payload = GitHubDeployments.payload(deployment.path("payload"));
        return new ListedDeployment(
                deployment.path("id").asLong(),
                Fields.text(payload, GitHubDeployments.KEY),
                Fields.text(payload, GitHubDeployments.APP),
                Fields.text(deployment.path("creator"), "login"),
                sha(Fields.text(deployment, "sha")).orElse(null),
                text(deployment, "ref"),
                text(deployment, "task"),
                text(deployment, "environment"),
                Fields.words(deployment, "description"),
                plain(payload),
                Fields.moment(deployment, "created_at")
                        .map(it -> it.plus(ahead))
                        .orElse(Instant.EPOCH));
    }

    private static String text(JsonNode deployment, String name) {
        return Objects.requireNonNullElse(Fields.text(deployment, name), "");
    }

    private static Optional<Sha> sha(@Nullable String text) {
        return Optional.ofNullable(text).filter(Sha::isFull).map(Sha::new);
    }

    private static Map<String, Object> plain(JsonNode payload) {
        var plain = new LinkedHashMap<String, Object>();
        payload.propertyStream().forEach(field -> {
            var value = field.getValue();
            if (value.isString()) {
                plain.put(field.getKey(), value.asString());
            } else if (value.isBoolean()) {
                plain.put(field.getKey(), value.asBoolean());
            } else if (value.isNumber()) {
                plain.put(field.getKey(), value.numberValue());
            }
        });
        return plain;
    }
}
