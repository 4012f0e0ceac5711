package dev.waybill.triggers;

import dev.waybill.apps.App;
import dev.waybill.apps.config.AutoConfig;
import dev.waybill.automation.Automation;
import dev.waybill.deploys.Lane;
import dev.waybill.repositories.RefLookup;
import java.time.Instant;

/**
 * A lane that is deployed automatically, as a trigger looks at it.
 *
 * @param state of its automatic deploys
 */
record Lookout(App app, Lane lane, AutoConfig config, Automation state, Instant now) {
    /** The ref that it follows. */
    String ref() {
        var own = config.ref();
        return own == null ? RefLookup.defaultRef(app, lane.environment()) : own;
    }

    /** Such as {@code shop/production}. */
    String place() {
        return app.name() + "/" + lane.environment();
    }
}
