package dev.waybill.statuses;

import dev.waybill.deliveries.Receipt;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.errors.Excerpt;
import dev.waybill.forge.CheckReport;
import dev.waybill.forge.Forge;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.OwnStatus;
import dev.waybill.forge.SecretMask;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Publishes the status of a commit as its decisive deploy is now. Thread-safe. */
public final class StatusPublisher {
    /** A deploy that takes no longer is not shown as running: code hosts limit writes. */
    private static final Duration BRIEF = Duration.ofSeconds(10);

    private final Db db;
    private final Time time;
    private final WaitingReasons reasons;
    private final SecretMask mask;
    private final String url;

    /** @param url the server's public URL */
    public StatusPublisher(Db db, Time time, WaitingReasons reasons, SecretMask mask, String url) {
        this.db = db;
        this.time = time;
        this.reasons = reasons;
        this.mask = mask;
        this.url = url;
    }

    Optional<DeployId> decisive(LaneCommit commit) {
        return db.read(handle -> StatusStore.decisive(handle, commit));
    }

    /** The name under which a status of the commit was published before: another one would leave it as it was for ever. */
    Optional<String> context(LaneCommit commit) {
        return db.read(handle -> StatusStore.published(handle, commit)).map(StatusStore.Published::context);
    }

    /** @param context the name of the status */
    Receipt publish(LaneCommit commit, Deploy deploy, Forge forge, String context) throws InterruptedException {
        var brief = deploy.state() instanceof Deploy.Running running
                ? running.since().plus(BRIEF)
                : time.now();
        if (brief.isAfter(time.now())) {
            return new Receipt.PutOff(new Receipt.Exchange("", "it may end within seconds"), brief);
        }
        var status = status(deploy);
        if (status.isEmpty()) {
            return Receipt.nothing("%s is about to start".formatted(deploy.name()));
        }
        var report = new CheckReport(
                context,
                status.get().state(),
                Excerpt.of(masked(deploy, status.get())),
                OwnStatus.link(url, deploy.appName(), deploy.environment(), deploy.number()),
                null,
                time.now());
        return publish(commit, status.get(), report, forge);
    }

    private String masked(Deploy deploy, CommitStatus status) {
        return mask.masked(deploy.app(), deploy.appVersion(), deploy.environment(), status.description());
    }

    private Optional<CommitStatus> status(Deploy deploy) {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> reasons.of(deploy).map(StatusTexts::waiting);
            case Deploy.Running _ -> Optional.of(StatusTexts.running(deploy));
            case Deploy.Finished finished -> Optional.of(StatusTexts.ended(deploy, finished));
        };
    }

    private Receipt publish(LaneCommit commit, CommitStatus status, CheckReport report, Forge forge)
            throws InterruptedException {
        var said = "%s of %s: %s, %s"
                .formatted(report.name(), commit.sha().abbreviated(), word(status.state()), report.description());
        try {
            forge.publish(commit.sha(), report);
            keep(commit, status, report.name());
            return new Receipt.Delivered(
                    new Receipt.Exchange(said, "%s shows it for %s".formatted(forge.host(), forge.repository())));
        } catch (ForgeFailure e) {
            return failed(commit, status, report.name(), said, e);
        }
    }

    /** What is refused is not sent again as long as it stays the same. */
    private Receipt failed(LaneCommit commit, CommitStatus status, String context, String said, ForgeFailure failure) {
        var exchange = new Receipt.Exchange(said, Excerpt.of(String.valueOf(failure.getMessage())));
        if (failure.kind() == Kind.INVALID) {
            keep(commit, status, context);
            return new Receipt.Refused(exchange);
        }
        var isTargetDown = failure.kind() != Kind.MISSING && failure.kind() != Kind.CONFLICT;
        return new Receipt.Failed(exchange, isTargetDown, failure.retryAt().orElse(null));
    }

    private static String word(CheckReport.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private void keep(LaneCommit commit, CommitStatus status, String context) {
        db.write(tx -> {
            StatusStore.keep(tx, commit, status.kept(), context, time.now());
            return tx;
        });
    }
}
