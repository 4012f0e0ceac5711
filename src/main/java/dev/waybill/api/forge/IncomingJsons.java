package dev.waybill.api.forge;

import dev.waybill.apps.App;
import dev.waybill.forge.Acceptance;
import dev.waybill.incoming.Incoming;
import dev.waybill.incoming.IncomingWatch;
import dev.waybill.incoming.Noted;
import dev.waybill.wire.IncomingJson;
import dev.waybill.wire.Times;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes the deployments that others create at the code host of an app. Immutable. */
record IncomingJsons(Incoming incoming) {
    private static final int SHOWN = 20;

    /** Null if the app accepts none. */
    @Nullable
    IncomingJson json(App app, Acceptance acceptance) {
        if (!acceptance.isOn()) {
            return null;
        }
        var watch = incoming.watch(app.id());
        return new IncomingJson(
                acceptance.creators().stream().sorted().toList(),
                acceptance.environments().isEmpty()
                        ? null
                        : acceptance.environments().stream().sorted().toList(),
                watch.map(IncomingWatch::seenAt).map(Times::text).orElse(null),
                watch.flatMap(it -> Optional.ofNullable(it.trouble())).orElse(null),
                incoming.newest(app.id(), SHOWN).stream()
                        .map(IncomingJsons::json)
                        .toList());
    }

    private static IncomingJson.IncomingDeploymentJson json(Noted noted) {
        return new IncomingJson.IncomingDeploymentJson(
                Long.toString(noted.deployment()),
                noted.creator(),
                noted.environment(),
                noted.task(),
                noted.ref(),
                !noted.isTaken() ? "left" : noted.deploy() == null ? "refused" : "started",
                noted.deploy(),
                noted.reason(),
                Times.text(noted.at()));
    }
}
