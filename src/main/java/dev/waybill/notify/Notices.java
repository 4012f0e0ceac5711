package dev.waybill.notify;

import dev.waybill.apps.App;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.events.Named;
import dev.waybill.events.Recorded;
import dev.waybill.forge.OwnStatus;
import dev.waybill.gates.Blocker;
import dev.waybill.lanes.Outlook;
import dev.waybill.spi.Time;
import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.NoticeChanges;
import dev.waybill.spi.notices.NoticeDeploy;
import dev.waybill.spi.notices.Topic;
import dev.waybill.store.Db;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes notices of events: what happened then, with deploys as they are now. Thread-safe; blocks. */
public final class Notices {
    private static final String NO_COMMIT = "0".repeat(40);

    private final Db db;
    private final Outlook outlook;
    private final ChangeSummaries changes;
    private final Time time;
    private final String url;

    /** @param url the server's public URL */
    public Notices(Db db, Outlook outlook, ChangeSummaries changes, Time time, String url) {
        this.db = db;
        this.outlook = outlook;
        this.changes = changes;
        this.time = time;
        this.url = url;
    }

    /**
     * Empty if nothing is worth telling any more.
     *
     * @param app null for what concerns all apps
     * @param mask removes secrets from what people have written, which sentences do not contain
     */
    Optional<Notice> of(Recorded event, @Nullable App app, UnaryOperator<String> mask) throws InterruptedException {
        var topic = db.read(handle -> Topics.of(handle, event));
        if (topic.isEmpty()) {
            return Optional.empty();
        }
        return event.subject().deploy() == null
                ? Optional.of(ofOther(event, topic.get(), app, mask))
                : ofDeploy(event, topic.get(), app, mask);
    }

    /** The event whose notice is outdated by another; empty if there is none. */
    Optional<Recorded> outdatedBy(Recorded event) {
        return db.read(handle -> Outdated.by(handle, event));
    }

    private Notice ofOther(Recorded event, Topic topic, @Nullable App app, UnaryOperator<String> mask) {
        var words = OtherWords.of(event, topic, app == null ? null : app.name());
        return notice(event, topic, app, words, url + "/", null, mask);
    }

    private Optional<Notice> ofDeploy(Recorded event, Topic topic, @Nullable App app, UnaryOperator<String> mask)
            throws InterruptedException {
        var deploy = db.read(handle -> DeployStore.find(handle, event));
        if (deploy.isEmpty() || app == null || isOver(topic, deploy.get())) {
            return Optional.empty();
        }
        var its = of(app, deploy.get(), mask);
        var words = DeployWords.of(event, topic, deploy.get(), its);
        var link = OwnStatus.link(
                url,
                deploy.get().appName(),
                deploy.get().environment(),
                deploy.get().number());
        return Optional.of(notice(event, topic, app, words, link, its, mask));
    }

    /** What is only worth telling as long as it lasts. */
    private static boolean isOver(Topic topic, Deploy deploy) {
        return switch (topic) {
            case QUEUED -> !(deploy.state() instanceof Deploy.Pending);
            case PROGRESS, SLOW -> !(deploy.state() instanceof Deploy.Running);
            default -> false;
        };
    }

    private static Notice notice(
            Recorded event,
            Topic topic,
            @Nullable App app,
            Words words,
            String link,
            @Nullable NoticeDeploy deploy,
            UnaryOperator<String> mask) {
        var by = Optional.ofNullable(event.by()).map(Named::name).orElse(null);
        var name = app == null ? null : app.name();
        return new Notice(
                event.seq(),
                event.at(),
                topic,
                name,
                event.subject().environment(),
                by,
                words.sentence(),
                words.details().stream().map(mask).toList(),
                link,
                deploy);
    }

    private NoticeDeploy of(App app, Deploy deploy, UnaryOperator<String> mask) throws InterruptedException {
        var running = deploy.state() instanceof Deploy.Running it ? it : null;
        var finished = deploy.state() instanceof Deploy.Finished it ? it : null;
        var sha = deploy.sha();
        var previous = deploy.previousSha();
        return new NoticeDeploy(
                deploy.id().toString(),
                deploy.name(),
                finished == null
                        ? running == null ? "pending" : "running"
                        : finished.outcome().word(),
                deploy.task(),
                deploy.isRollback(),
                db.read(handle -> DeployStore.lastNumber(handle, deploy.lane())) == deploy.number(),
                deploy.ref(),
                sha == null ? null : sha.hex(),
                previous == null ? null : previous.hex(),
                deploy.user().name(),
                deploy.createdAt(),
                running != null ? running.since() : finished == null ? null : finished.startedAt(),
                finished == null ? null : finished.at(),
                deploy.report().progress(),
                deploy.reason() == null ? null : mask.apply(deploy.reason()),
                blockers(deploy).stream().map(mask).toList(),
                changes.of(app, deploy, mask));
    }

    private List<String> blockers(Deploy deploy) {
        return outlook.waiting(deploy).stream()
                .flatMap(waiting -> waiting.blockers().stream().map(Blocker::message))
                .toList();
    }

    /** Something to try a notifier with. */
    Notice sample(App app, String notifier) {
        var now = time.now();
        var environment = new TreeSet<>(app.config().shownEnvironments().keySet()).first();
        var deploy = new NoticeDeploy(
                "0",
                "%s/%s#0".formatted(app.name(), environment),
                "succeeded",
                Deploy.DEPLOY,
                false,
                true,
                "main",
                NO_COMMIT,
                null,
                "waybill",
                now.minus(Duration.ofMinutes(2)),
                now.minus(Duration.ofMinutes(1)),
                now,
                null,
                null,
                List.of(),
                NoticeChanges.UNKNOWN);
        return new Notice(
                0,
                now,
                Topic.SUCCEEDED,
                app.name(),
                environment,
                null,
                "This is a test of the notifier %s of %s; nothing was deployed".formatted(notifier, app.name()),
                List.of(),
                url + "/",
                deploy);
    }
}
