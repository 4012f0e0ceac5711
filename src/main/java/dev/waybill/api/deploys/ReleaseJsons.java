package dev.waybill.api.deploys;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Judgement;
import dev.waybill.lookups.Whereabouts;
import dev.waybill.wire.JudgementJson;
import dev.waybill.wire.ReleaseJson;
import dev.waybill.wire.Times;
import dev.waybill.wire.TurnJson;
import dev.waybill.wire.WhereaboutsJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Builds the JSON of what is live, and of what comes next. */
public final class ReleaseJsons {
    private ReleaseJsons() {}

    public static @Nullable ReleaseJson releaseOrNull(@Nullable Deploy deploy) {
        return deploy == null ? null : release(deploy);
    }

    /** @param deploy a succeeded deploy */
    public static ReleaseJson release(Deploy deploy) {
        return new ReleaseJson(
                deploy.sha() == null ? "" : deploy.sha().hex(),
                deploy.ref(),
                deploy.name(),
                deploy.number(),
                deploy.user().name(),
                Times.text(since(deploy)),
                deploy.isRollback(),
                judgementOrNull(deploy.judgement()));
    }

    public static WhereaboutsJson.@Nullable RolledBack rolledBackOrNull(Whereabouts.@Nullable RolledBack it) {
        return it == null
                ? null
                : new WhereaboutsJson.RolledBack(
                        it.from().name(), it.by().name(), it.by().user().name(), Times.text(since(it.by())));
    }

    public static @Nullable TurnJson turnOrNull(@Nullable Deploy deploy) {
        return deploy == null ? null : turn(deploy);
    }

    /** @param deploy an unfinished deploy */
    public static TurnJson turn(Deploy deploy) {
        return new TurnJson(
                deploy.name(),
                deploy.number(),
                deploy.ref(),
                deploy.sha() == null ? null : deploy.sha().hex(),
                deploy.user().name(),
                DeployJsons.status(deploy).word(),
                Times.text(since(deploy)));
    }

    public static @Nullable JudgementJson judgementOrNull(@Nullable Judgement judgement) {
        return judgement == null ? null : judgement(judgement);
    }

    public static JudgementJson judgement(Judgement judgement) {
        return new JudgementJson(
                judgement.verdict().word(),
                judgement.cause().word(),
                judgement.reason(),
                judgement.by(),
                Times.text(judgement.at()));
    }

    private static Instant since(Deploy deploy) {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> deploy.createdAt();
            case Deploy.Running running -> running.since();
            case Deploy.Finished finished -> finished.at();
        };
    }
}
