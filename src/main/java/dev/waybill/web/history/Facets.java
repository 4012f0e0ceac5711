package dev.waybill.web.history;

import dev.waybill.access.Grant;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployFilter;
import dev.waybill.deploys.Outcome;
import dev.waybill.deploys.Rank;
import dev.waybill.wire.Status;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which deploys of the history are shown, as the URL says it. Empty values match all deploys.
 *
 * @param outcome the word of an outcome
 * @param by {@code automatic} or {@code people}
 * @param before only deploys with a smaller id; null for the newest
 */
public record Facets(
        String app,
        String environment,
        String user,
        String outcome,
        String by,
        String task,
        @Nullable Long before) {
    /** The value of {@code by} for what the server requested by itself. */
    public static final String AUTOMATIC = "automatic";

    public static final String PEOPLE = "people";

    private static final Set<Status> ENDED = Set.of(Status.FINISHED, Status.FAILED, Status.CANCELLED);

    static Facets of(Function<String, Optional<String>> query) {
        return new Facets(
                query.apply("app").orElse(""),
                query.apply("env").orElse(""),
                query.apply("user").orElse(""),
                query.apply("outcome").orElse(""),
                query.apply("by").orElse(""),
                query.apply("task").orElse(""),
                query.apply("before")
                        .filter(text -> text.matches("[0-9]{1,18}"))
                        .map(Long::valueOf)
                        .orElse(null));
    }

    /** The first value of each parameter. */
    static Function<String, Optional<String>> first(Map<String, List<String>> query) {
        return name -> query.getOrDefault(name, List.of()).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** The part of it that the database answers by an index. */
    DeployFilter filter(Grant grant, @Nullable Long from, int limit) {
        return new DeployFilter(grant, orNull(app), orNull(user), orNull(environment), null, statuses(), from, limit);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private Set<Status> statuses() {
        return findOutcome()
                .map(it -> switch (it) {
                    case SUCCEEDED -> Set.of(Status.FINISHED);
                    case CANCELLED, SUPERSEDED -> Set.of(Status.CANCELLED);
                    case FAILED, TIMED_OUT, INTERRUPTED -> Set.of(Status.FAILED);
                })
                .orElse(ENDED);
    }

    private Optional<Outcome> findOutcome() {
        return Arrays.stream(Outcome.values())
                .filter(it -> it.word().equals(outcome))
                .findFirst();
    }

    /** Whether the database alone finds the deploys. */
    boolean isIndexed() {
        return by.isEmpty() && task.isEmpty() && (outcome.isEmpty() || outcome.equals(Outcome.SUCCEEDED.word()));
    }

    /** The rest of it. */
    boolean matches(Deploy deploy) {
        if (!(deploy.state() instanceof Deploy.Finished finished)) {
            return false; // cancelled, but not at its end yet
        }
        return (outcome.isEmpty() || finished.outcome().word().equals(outcome))
                && (task.isEmpty() || deploy.task().equals(task))
                && (by.isEmpty() || by.equals(AUTOMATIC) == (deploy.rank() == Rank.AUTOMATIC));
    }

    public boolean isEmpty() {
        return parameters().isEmpty();
    }

    /** The same filters from another deploy on, or as CSV. */
    String path(String page, @Nullable Long from) {
        var all = parameters();
        if (from != null) {
            all.put("before", from.toString());
        }
        return all.isEmpty() ? page : page + "?" + joined(all);
    }

    /** The API knows fewer filters. */
    String api() {
        var all = parameters();
        all.keySet().retainAll(Set.of("app", "env", "user"));
        var statuses =
                statuses().stream().map(it -> "status=" + it.word()).sorted().collect(Collectors.joining("&"));
        return "/api/0/deploys/?" + (all.isEmpty() ? "" : joined(all) + "&") + statuses;
    }

    private Map<String, String> parameters() {
        var all = new LinkedHashMap<String, String>();
        all.put("app", app);
        all.put("env", environment);
        all.put("user", user);
        all.put("outcome", outcome);
        all.put("by", by);
        all.put("task", task);
        all.values().removeIf(String::isEmpty);
        return all;
    }

    private static String joined(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
