package dev.waybill.notify;

import dev.waybill.apps.config.text.Durations;
import dev.waybill.deploys.Deploy;
import dev.waybill.events.Recorded;
import dev.waybill.spi.notices.NoticeChanges;
import dev.waybill.spi.notices.NoticeDeploy;
import dev.waybill.spi.notices.Topic;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What is said about deploys. */
final class DeployWords {
    private static final int MOST_AUTHORS = 5;
    private static final int SHORT_SHA = 7;

    private DeployWords() {}

    static Words of(Recorded event, Topic topic, Deploy deploy, NoticeDeploy its) {
        var details = new ArrayList<String>();
        if (topic == Topic.QUEUED) {
            details.addAll(its.blockers());
        }
        if (topic.isFailure() && deploy.message() != null) {
            details.add(deploy.message());
        }
        if (its.reason() != null) {
            details.add("Reason: " + its.reason());
        }
        if (topic != Topic.PROGRESS) {
            details.addAll(changes(its.changes()));
        }
        return new Words(sentence(event, topic, deploy, its), details);
    }

    private static String sentence(Recorded event, Topic topic, Deploy deploy, NoticeDeploy its) {
        var name = deploy.isDeploy() ? deploy.name() : "%s (%s)".formatted(deploy.name(), deploy.task());
        var what = "%s, requested by %s".formatted(version(its), deploy.requestedBy());
        var how = switch (topic) {
            case QUEUED -> "waits in the queue";
            case STARTED -> "started";
            case PROGRESS -> its.progress() == null ? "is running" : "is at %d %%".formatted(its.progress());
            case SLOW -> "takes longer than usual: %s so far".formatted(length(event, "ranMillis"));
            case SUCCEEDED -> "succeeded" + after(event);
            case FAILED -> "failed" + after(event);
            case TIMED_OUT -> "reached its time limit" + after(event);
            case INTERRUPTED -> "was interrupted" + after(event);
            case CANCELLED -> "was cancelled" + by(event);
            case SUPERSEDED -> "was superseded" + by(event);
            case ROLLED_BACK -> "rolled %s back%s".formatted(deploy.environment(), after(event));
            default -> topic.word();
        };
        return "%s %s: %s".formatted(name, how, what);
    }

    /** What it deploys, such as {@code main (7f2d6c1)}. */
    private static String version(NoticeDeploy deploy) {
        var sha = deploy.sha();
        return sha == null || sha.startsWith(deploy.ref())
                ? sha == null ? deploy.ref() : sha.substring(0, SHORT_SHA)
                : "%s (%s)".formatted(deploy.ref(), sha.substring(0, SHORT_SHA));
    }

    private static String after(Recorded event) {
        return event.data().get("ranMillis") instanceof Number millis && millis.longValue() >= 1000
                ? " after " + length(event, "ranMillis")
                : "";
    }

    private static String length(Recorded event, String field) {
        var millis = event.data().get(field) instanceof Number number ? number.longValue() : 0;
        return Durations.text(Duration.ofMillis(millis).truncatedTo(ChronoUnit.SECONDS));
    }

    private static String by(Recorded event) {
        return event.data().get("by") == null ? "" : " by " + event.data().get("by");
    }

    private static List<String> changes(NoticeChanges changes) {
        var count = changes.count();
        return count == null
                ? List.of()
                : List.of(number(count) + authors(changes) + (changes.url() == null ? "" : ": " + changes.url()));
    }

    private static String number(int changes) {
        return switch (changes) {
            case 0 -> "No changes";
            case 1 -> "1 change";
            default -> changes + " changes";
        };
    }

    private static String authors(NoticeChanges changes) {
        var all = changes.authors();
        var shown = String.join(", ", all.subList(0, Math.min(all.size(), MOST_AUTHORS)));
        return all.isEmpty()
                ? ""
                : " by " + shown
                        + (all.size() > MOST_AUTHORS ? " and %d others".formatted(all.size() - MOST_AUTHORS) : "");
    }
}
