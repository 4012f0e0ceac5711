package dev.waybill.gates;

import dev.waybill.automation.Automation;
import dev.waybill.automation.LaneAutomation;
import dev.waybill.automation.Mode;
import java.util.stream.Stream;

/** The gates of automatic deploys alone. */
final class AutomationGates {
    private AutomationGates() {}

    static Stream<Blocker> held(Candidate candidate, Facts facts) {
        if (!candidate.isAutomatic()) {
            return Stream.empty();
        }
        var place = "%s of %s".formatted(candidate.environment(), candidate.app());
        return facts.automation().stream().flatMap(lane -> held(candidate, place, lane, facts));
    }

    private static Stream<Blocker> held(Candidate candidate, String place, LaneAutomation lane, Facts facts) {
        var state = lane.state();
        if (lane.isOff()) {
            var isByPerson = lane.config() != null;
            return Stream.of(new AutomationBlockers.AutoOff(
                    place, isByPerson ? by(state) : null, state.reason(), isByPerson ? state.since() : null));
        }
        return Stream.of(
                        paused(candidate, place, lane),
                        tooSoon(place, lane, facts),
                        facts.drift().map(it -> new AutomationBlockers.Drifted(place, it)).stream())
                .flatMap(it -> it);
    }

    private static Stream<Blocker> paused(Candidate candidate, String place, LaneAutomation lane) {
        var state = lane.state();
        if (state.mode() == Mode.PAUSED) {
            var why =
                    "by %s%s".formatted(by(state), state.reason() == null ? "" : ", \"%s\"".formatted(state.reason()));
            return Stream.of(new AutomationBlockers.AutoPaused(place, why, state.since()));
        }
        return lane
                .setback()
                .<Blocker>map(it -> new AutomationBlockers.AutoPaused(
                        place, it.sentence(candidate.app() + "/" + candidate.environment()), it.at()))
                .stream();
    }

    private static Stream<Blocker> tooSoon(String place, LaneAutomation lane, Facts facts) {
        return lane.notBefore().filter(facts.now()::isBefore).stream()
                .map(until -> new AutomationBlockers.MinInterval(
                        place, lane.interval().orElseThrow(), until));
    }

    private static String by(Automation state) {
        return state.by() == null ? "an unknown user" : state.by();
    }
}
