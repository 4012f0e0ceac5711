package dev.waybill.notifiers.settings;

import static dev.waybill.notifiers.settings.CommonSettings.texts;

import dev.waybill.spi.notices.Topic;
import dev.waybill.vcs.globs.Glob;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a notifier is told. Empty patterns match everything.
 *
 * @param topics empty for all but progress
 * @param users who requested a deploy, or did something else
 */
public record Filter(Set<Topic> topics, List<Glob> environments, List<Glob> users, List<Glob> apps) {
    public Filter {
        topics = Set.copyOf(topics);
        environments = List.copyOf(environments);
        users = List.copyOf(users);
        apps = List.copyOf(apps);
    }

    /** @param settings of a notifier, without mistakes */
    public static Filter of(Map<String, Object> settings) {
        return new Filter(
                texts(settings, CommonSettings.EVENTS).stream()
                        .flatMap(word -> Topic.of(word).stream())
                        .collect(Collectors.toSet()),
                globs(settings, CommonSettings.ENVIRONMENTS),
                globs(settings, CommonSettings.USERS),
                globs(settings, CommonSettings.APPS));
    }

    private static List<Glob> globs(Map<String, Object> settings, String name) {
        return texts(settings, name).stream().map(Glob::new).toList();
    }

    /** @param showsProgress whether the notifier wants that without being asked to */
    public boolean matches(Topic topic, boolean showsProgress) {
        return topics.isEmpty() ? topic != Topic.PROGRESS || showsProgress : topics.contains(topic);
    }

    /** @param app null for all apps, so that every app is meant */
    public boolean matchesApp(@Nullable String app) {
        return app == null || matches(apps, app);
    }

    /** @param environment null for all of an app, so that every environment is meant */
    public boolean matchesEnvironment(@Nullable String environment) {
        return environment == null || matches(environments, environment);
    }

    public boolean isForAllUsers() {
        return users.isEmpty();
    }

    /** @param user null for the server itself */
    public boolean matchesUser(@Nullable String user) {
        return users.isEmpty() || user != null && matches(users, user);
    }

    private static boolean matches(List<Glob> patterns, String name) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}
