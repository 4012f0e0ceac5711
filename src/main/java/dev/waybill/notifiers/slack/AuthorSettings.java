package dev.waybill.notifiers.slack;

import dev.waybill.notifiers.settings.CommonSettings;
import dev.waybill.spi.Remark;
import dev.waybill.vcs.globs.Glob;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * In which environments authors are told that their commits are live, and how.
 *
 * @param isDirect by direct message; otherwise in the thread of the deploy's message
 */
record AuthorSettings(List<Glob> environments, boolean isDirect) {
    static final String AUTHORS = "authors";
    static final Map<String, Object> EXAMPLE = Map.of("environments", List.of("production"), "by", "thread");

    private static final String ENVIRONMENTS = "environments";
    private static final String BY = "by";
    private static final String DIRECT = "direct";

    AuthorSettings {
        environments = List.copyOf(environments);
    }

    /** Empty if nobody is told. */
    static Optional<AuthorSettings> of(Map<String, Object> settings) {
        return settings.get(AUTHORS) instanceof Map<?, ?> authors
                ? Optional.of(new AuthorSettings(
                        texts(authors.get(ENVIRONMENTS)).stream().map(Glob::new).toList(),
                        DIRECT.equals(authors.get(BY))))
                : Optional.empty();
    }

    boolean concern(String environment) {
        return environments.stream().anyMatch(pattern -> pattern.matches(environment));
    }

    static Stream<Remark> review(Map<String, Object> settings) {
        return settings.get(AUTHORS) instanceof Map<?, ?> authors
                ? Stream.concat(
                        Stream.of(
                                        objectionToKeys(authors),
                                        objectionToEnvironments(authors.get(ENVIRONMENTS)),
                                        objectionToBy(authors.get(BY)))
                                .flatMap(Optional::stream)
                                .map(why -> new Remark(AUTHORS, why, true)),
                        futility(settings).map(why -> new Remark(AUTHORS, why, false)).stream())
                : Stream.empty();
    }

    private static Optional<String> objectionToKeys(Map<?, ?> authors) {
        return Set.of(ENVIRONMENTS, BY).containsAll(authors.keySet())
                ? Optional.empty()
                : Optional.of("must have no keys but environments and by");
    }

    private static Optional<String> objectionToEnvironments(@Nullable Object environments) {
        var texts = texts(environments);
        return texts.isEmpty()
                        || texts.stream().anyMatch(it -> Glob.objection(it).isPresent())
                ? Optional.of("must have environments: names or patterns such as review-*")
                : Optional.empty();
    }

    private static Optional<String> objectionToBy(@Nullable Object by) {
        return by == null || by.equals("thread") || by.equals(DIRECT)
                ? Optional.empty()
                : Optional.of(
                        "must have by: thread (a mention in the deploy's thread) or by: direct (a direct message)");
    }

    private static Optional<String> futility(Map<String, Object> settings) {
        var events = CommonSettings.texts(settings, "events");
        if (!settings.containsKey(SlackNotifier.TOKEN)) {
            return Optional.of("has no effect without the token of a bot");
        }
        return events.isEmpty() || events.contains("succeeded")
                ? Optional.empty()
                : Optional.of("has no effect, because succeeded is not among the events");
    }

    private static List<String> texts(@Nullable Object value) {
        return CommonSettings.texts(Map.of(AUTHORS, Objects.requireNonNullElse(value, List.of())), AUTHORS);
    }
}
