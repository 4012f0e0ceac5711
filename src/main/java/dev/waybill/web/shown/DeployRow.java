package dev.waybill.web.shown;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Judgement;
import dev.waybill.deploys.Rank;
import dev.waybill.gates.Blocker;
import dev.waybill.lanes.Waiting;
import dev.waybill.web.frame.Ages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A deploy as displayed on pages.
 *
 * @param waiting why it waits; null if it is not pending
 * @param usual how long a deploy usually takes there; null if unknown, and for a deploy that is not running
 * @param now when it is displayed
 */
public record DeployRow(
        Deploy deploy, @Nullable Waiting waiting, @Nullable Duration usual, Instant now) {
    private static final Pattern TAG = Pattern.compile("v?[0-9]+(\\.[0-9]+)+.{0,20}");
    private static final Pattern ADDRESS = Pattern.compile("https?://[\\x21-\\x7e]+");

    /** The word for its state, also its CSS class. */
    public String state() {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> "pending";
            case Deploy.Running running -> running.isCancelled() ? "cancelling" : "running";
            case Deploy.Finished finished -> finished.outcome().word().replace('_', '-');
        };
    }

    /** The word for its state as people read it, such as {@code Timed out}. */
    public String word() {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> "Waiting";
            case Deploy.Running running -> running.isCancelled() ? "Cancelling" : "Running";
            case Deploy.Finished finished ->
                switch (finished.outcome()) {
                    case SUCCEEDED -> deploy.isRollback() ? "Rolled back" : "Succeeded";
                    case FAILED -> "Failed";
                    case TIMED_OUT -> "Timed out";
                    case CANCELLED -> "Cancelled";
                    case INTERRUPTED -> "Interrupted";
                    case SUPERSEDED -> "Superseded";
                };
        };
    }

    /** What is said of its end: its message as a sentence, else the word for its state. */
    public String said() {
        var message = deploy.message();
        return message == null || message.isEmpty()
                ? word()
                : message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1);
    }

    /** The icon beside that word. */
    public String icon() {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> "clock";
            case Deploy.Running running -> running.isCancelled() ? "ban" : "loader-circle";
            case Deploy.Finished finished ->
                switch (finished.outcome()) {
                    case SUCCEEDED -> deploy.isRollback() ? "undo-2" : "circle-check";
                    case FAILED -> "octagon-x";
                    case TIMED_OUT -> "timer-off";
                    case CANCELLED -> "ban";
                    case INTERRUPTED -> "unplug";
                    case SUPERSEDED -> "skip-forward";
                };
        };
    }

    public String path() {
        return "/apps/" + deploy.appName() + "/" + deploy.environment() + "/" + deploy.number();
    }

    /** Its commit in short; {@code not resolved yet} before the repository has answered. */
    public String sha() {
        return deploy.sha() == null ? "not resolved yet" : deploy.sha().abbreviated();
    }

    /** What was live before it, in short; empty if nothing was, or that is the same. */
    public String from() {
        var previous = deploy.previousSha();
        return previous == null || previous.equals(deploy.sha()) ? "" : previous.abbreviated();
    }

    /** The ref that was requested; empty if that was its commit. */
    public String ref() {
        var sha = deploy.sha();
        return sha != null && sha.hex().startsWith(deploy.ref()) ? "" : deploy.ref();
    }

    /** What people call its version: the tag that was requested, else its commit. */
    public String version() {
        return TAG.matcher(deploy.ref()).matches() ? deploy.ref() : sha();
    }

    /** When its state last changed. */
    public Instant at() {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> deploy.createdAt();
            case Deploy.Running running -> running.since();
            case Deploy.Finished finished -> finished.at();
        };
    }

    /** How long ago that was, in words. */
    public String when() {
        return Ages.ago(at(), now);
    }

    /** How long it took, or has been running; empty if it has not started, or happened elsewhere. */
    public String lasted() {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> "";
            case Deploy.Running running -> Ages.inWords(Duration.between(running.since(), now));
            case Deploy.Finished finished ->
                finished.startedAt() == null || deploy.door() == Door.RECORD
                        ? ""
                        : Ages.inWords(Duration.between(finished.startedAt(), finished.at()));
        };
    }

    /** The part of the usual time that has passed, from 0 to 0.99. */
    public double done() {
        if (usual == null || usual.isZero()) {
            return 0;
        }
        return Math.clamp(Duration.between(at(), now).toMillis() / (double) usual.toMillis(), 0, 0.99);
    }

    /** The same in percent; empty if it already takes longer than usual. */
    public String percent() {
        return done() < 0.99 ? "%d\u00a0%%".formatted((int) (done() * 100)) : "";
    }

    /** Whether it runs for longer than usual. */
    public boolean isLate() {
        return usual != null && isRunning() && Duration.between(at(), now).compareTo(usual) > 0;
    }

    /** Whether its version is judged faulty there. */
    public boolean isQuarantined() {
        return deploy.judgement() != null && deploy.judgement().verdict() == Judgement.Verdict.FAULTY;
    }

    public boolean isRunning() {
        return deploy.state() instanceof Deploy.Running;
    }

    public boolean isPending() {
        return deploy.state() instanceof Deploy.Pending;
    }

    /** Whether the server requested it by itself. */
    public boolean isAutomatic() {
        return deploy.rank() == Rank.AUTOMATIC;
    }

    /** What it waits for; empty if it is not pending, or about to start. */
    public List<Blocker> blockers() {
        return waiting == null ? List.of() : waiting.blockers();
    }

    /** The same in sentences. */
    public List<String> why() {
        return blockers().stream().map(Blocker::message).toList();
    }

    /** Whether somebody has to do something before it starts. */
    public boolean needsSomebody() {
        return blockers().stream()
                .anyMatch(it -> it.until() == null && !it.clearableBy().isEmpty());
    }

    /** Its position in the lane, such as {@code 2.}; empty if it is not pending. */
    public String position() {
        return waiting == null ? "" : "%d.".formatted(waiting.position());
    }

    /** The newest judgement of its version there, as a sentence; null if there is none. */
    public @Nullable String judgement() {
        var judgement = deploy.judgement();
        if (judgement == null) {
            return null;
        }
        return "%s %s%s"
                .formatted(
                        word(judgement), judgement.by(), judgement.reason() == null ? "" : ": " + judgement.reason());
    }

    private static String word(Judgement judgement) {
        return switch (judgement.verdict()) {
            case GOOD -> "judged good by";
            case FAULTY -> "quarantined by";
        };
    }

    /** The evidence of a deploy that happened elsewhere, if it is the address of a page. */
    public Optional<String> evidenceLink() {
        return Optional.ofNullable(deploy.evidence())
                .filter(text -> ADDRESS.matcher(text).matches());
    }
}
