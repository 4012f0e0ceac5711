package dev.waybill.web.apps;

import dev.waybill.apps.config.AppConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;

/** The order of an app's environments: as configured, but none before the one from which its commits come by themselves. */
final class Course {
    private Course() {}

    /** @param deployed environments to which something was deployed, perhaps before the configuration named others */
    static List<String> of(AppConfig config, Collection<String> deployed) {
        var left = new LinkedHashSet<>(config.shownEnvironments().keySet());
        left.addAll(new TreeSet<>(deployed));
        var ordered = new ArrayList<String>();
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(name -> config.environment(name)
                            .source()
                            .filter(left::contains)
                            .isEmpty())
                    .findFirst()
                    .orElseGet(left::getFirst); // they go round in a circle
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }
}
