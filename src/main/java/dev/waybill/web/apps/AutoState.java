package dev.waybill.web.apps;

import dev.waybill.automation.LaneAutomation;
import java.util.Optional;

/**
 * Whether an environment is deployed automatically.
 *
 * @param colour its CSS class
 * @param word such as {@code automatic}
 * @param why who has set that, or what has caused it; empty if nothing is special
 */
public record AutoState(String icon, String colour, String word, String why) {
    /** @param place such as {@code shop/production} */
    static AutoState of(Optional<LaneAutomation> automation, String place) {
        if (automation.isEmpty() || automation.get().config() == null) {
            return new AutoState("hand", "muted", "by hand", "");
        }
        var found = automation.get();
        if (found.isOff()) {
            return new AutoState("hand", "muted", "automatic is off", by(found));
        }
        return found.pause(place)
                .map(pause -> new AutoState(
                        "circle-pause",
                        "warn",
                        "automatic is paused",
                        pause.reason() == null
                                ? by(found)
                                : pause.by() == null ? pause.reason() : pause.by() + ": " + pause.reason()))
                .orElseGet(() -> new AutoState("zap", "muted", "automatic", ""));
    }

    private static String by(LaneAutomation automation) {
        var state = automation.state();
        return state.by() == null ? "" : state.reason() == null ? state.by() : state.by() + ": " + state.reason();
    }
}
