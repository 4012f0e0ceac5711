package dev.waybill.web.automation;

import dev.waybill.apps.App;
import dev.waybill.automation.Mode;
import dev.waybill.errors.Reason;
import dev.waybill.lookups.Automatic;
import dev.waybill.repositories.RefLookup;
import dev.waybill.web.frame.PageSentences;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The automatic deploys of an environment.
 *
 * @param place such as {@code shop/production}
 * @param state {@code on}, {@code off} or {@code paused}
 * @param rule when it deploys, in words
 * @param why why it is off or paused, and by whom; empty if it is on
 * @param waiting the page of the deploy that waits; null if none does
 * @param waitingName its name; empty if none does
 * @param sha what it would deploy next; empty if nothing
 * @param note a sentence about that
 * @param dueAt when there will be more to deploy, by time alone; null if time changes nothing
 * @param holds what holds it
 * @param trouble why this is not known; empty if it is
 */
public record LaneRow(
        String place,
        String state,
        String rule,
        String why,
        @Nullable String waiting,
        String waitingName,
        String sha,
        String note,
        @Nullable Instant dueAt,
        List<Reason> holds,
        String trouble) {
    private static final int SHORT = 7;

    static LaneRow of(App app, String environment, Automatic.Status status) {
        var place = app.name() + "/" + environment;
        var automation = status.automation();
        var pause = automation.pause(place);
        var sha = status.plan().sha();
        var waiting = status.waiting();
        return new LaneRow(
                place,
                (automation.isOff() ? Mode.OFF : pause.isPresent() ? Mode.PAUSED : Mode.ON).word(),
                rule(app, environment),
                why(status, place),
                waiting == null ? null : "/apps/%s/%d".formatted(place, waiting.number()),
                waiting == null ? "" : waiting.name(),
                sha == null ? "" : sha.hex(),
                note(status),
                status.plan().dueAt(),
                List.copyOf(status.next().blockers()),
                "");
    }

    /** Whether its commit has yet to be deployed there. */
    public boolean isNew() {
        return !sha.isEmpty() && holds.stream().noneMatch(it -> it.code().equals("NOTHING_NEW"));
    }

    /** Empty if what holds it says the same. */
    private static String note(Automatic.Status status) {
        var note = status.plan().note();
        return status.next().blockers().stream().anyMatch(it -> it.message().equals(note))
                ? ""
                : PageSentences.told(note);
    }

    static LaneRow unknown(App app, String environment, String trouble) {
        return new LaneRow(
                app.name() + "/" + environment,
                Mode.ON.word(),
                rule(app, environment),
                "",
                null,
                "",
                "",
                "",
                null,
                List.of(),
                trouble);
    }

    private static String rule(App app, String environment) {
        return Objects.requireNonNull(app.config().environment(environment).auto())
                .summary(RefLookup.defaultRef(app, environment));
    }

    private static String why(Automatic.Status status, String place) {
        var state = status.automation().state();
        if (state.mode() == Mode.ON) {
            return status.automation().setback().map(it -> it.sentence(place)).orElse("");
        }
        var by = state.by() == null ? "" : "by " + state.by();
        return state.reason() == null ? by : "%s: %s".formatted(by, state.reason());
    }

    /** Such as {@code c1b0c1c}. */
    public String shortSha() {
        return sha.substring(0, SHORT);
    }

    public String colour() {
        return state.equals("on") ? "second" : state.equals("paused") ? "warn" : "muted";
    }

    public String icon() {
        return state.equals("on") ? "zap" : state.equals("paused") ? "circle-pause" : "ban";
    }
}
