package dev.waybill.web.apps;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.AutoConfig.On;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The order of an app's environments: along the way that commits take by themselves, then as configured. */
final class Course {
    private final AppConfig config;
    private final Set<String> names;
    private final Set<String> ordered = new LinkedHashSet<>();

    private Course(AppConfig config, Set<String> names) {
        this.config = config;
        this.names = names;
    }

    /** @param deployed environments to which something was deployed, perhaps before the configuration named others */
    static List<String> of(AppConfig config, Collection<String> deployed) {
        var names = new LinkedHashSet<>(config.shownEnvironments().keySet());
        names.addAll(new TreeSet<>(deployed));
        var course = new Course(config, names);
        names.stream()
                .filter(name -> source(config, name).isEmpty() && course.isFollowed(name))
                .forEach(course::follow);
        course.ordered.addAll(names);
        return List.copyOf(course.ordered);
    }

    /** The environment whose successful deploys come here by themselves; empty for none. */
    static Optional<String> source(AppConfig config, String name) {
        return Optional.ofNullable(config.environment(name).auto())
                .filter(auto -> auto.on() == On.SUCCESS)
                .map(auto -> auto.of());
    }

    private boolean isFollowed(String name) {
        return names.stream().anyMatch(other -> comesAfter(other, name));
    }

    private boolean comesAfter(String other, String name) {
        return source(config, other).filter(name::equals).isPresent();
    }

    private void follow(String name) {
        if (ordered.add(name)) {
            names.stream().filter(other -> comesAfter(other, name)).forEach(this::follow);
        }
    }
}
