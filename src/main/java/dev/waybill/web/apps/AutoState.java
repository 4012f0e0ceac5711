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
    private static final AutoState ON = new AutoState("zap", "muted", "automatic", "");

    /**
     * @param isConfigured whether the app's configuration deploys there automatically
     * @param automation empty until that has begun, a moment after it was configured
     * @param place such as {@code shop/production}
     */
    static AutoState of(boolean isConfigured, Optional<LaneAutomation> automation, String place) {
        if (!isConfigured) {
            return new AutoState("hand", "muted", "by hand", "");
        }
        return automation.map(found -> of(found, place)).orElse(ON);
    }

    private static AutoState of(LaneAutomation found, String place) {
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
                .orElse(ON);
    }

    private static String by(LaneAutomation automation) {
        var state = automation.state();
        return state.by() == null ? "" : state.reason() == null ? state.by() : state.by() + ": " + state.reason();
    }
}
