package dev.waybill.simulation;

import dev.waybill.apps.App;
import dev.waybill.apps.config.AutoConfig;
import java.util.stream.Stream;

/** A lane that is deployed automatically. */
record AutomaticLane(App app, String environment, AutoConfig config) {
    /** Empty if it is not. */
    static Stream<AutomaticLane> of(App app, String environment) {
        var auto = app.config().environment(environment).auto();
        return auto == null ? Stream.empty() : Stream.of(new AutomaticLane(app, environment, auto));
    }

    /** As {@link Recorded} has it. */
    String name() {
        return app.name() + "/" + environment;
    }

    /** The lane whose successes it follows. */
    String source() {
        return app.name() + "/" + config.of();
    }
}
