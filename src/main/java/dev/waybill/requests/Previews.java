package dev.waybill.requests;

import dev.waybill.apps.AppId;
import dev.waybill.apps.Apps;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.Review;
import dev.waybill.commands.Variables;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.lanes.LaneQueue;
import dev.waybill.lanes.Outlook;
import dev.waybill.logs.Masker;
import dev.waybill.providers.Providers;
import dev.waybill.repositories.AppSecrets;
import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.Step;
import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Shows what a request would do. Only reads. */
public final class Previews {

    private final Apps apps;
    private final Providers providers;
    private final Wishes wishes;
    private final AppSecrets secrets;

    public Previews(Apps apps, Providers providers, Wishes wishes, AppSecrets secrets) {
        this.apps = apps;
        this.providers = providers;
        this.wishes = wishes;
        this.secrets = secrets;
    }

    /**
     * The lane as it is now.
     *
     * @param live the deploy that is live; null if nothing is
     * @param number of the next deploy
     * @param usual how long a deploy usually takes; null if none has succeeded
     * @param verdict on the request
     */
    record Present(
            @Nullable Deploy live, int number, @Nullable Duration usual, LaneQueue.Verdict verdict) {
        static Present of(Handle handle, Lane lane, LaneQueue.Verdict verdict) {
            return new Present(
                    ReleaseStore.live(handle, lane).orElse(null),
                    DeployStore.lastNumber(handle, lane) + 1,
                    Outlook.usual(ReleaseStore.durations(handle, lane)).orElse(null),
                    verdict);
        }
    }

    /** Asks the provider, which may be slow, and reads secrets: not to be called while the database is read. */
    Preview of(Asking asking, Wanted wanted, @Nullable Sha sha, Present present) {
        var live = present.live();
        var verdict = present.verdict();
        var config = wanted.config(asking.app(), apps);
        var info = wishes.info(asking, wanted, present.number(), sha, live == null ? null : live.sha());
        var provider = providers.provider(config.provider());
        var steps = asking.request().isExternal() ? List.<Step>of() : provider.steps(info);
        return new Preview(
                asking.app().name(),
                asking.lane(),
                info.ref(),
                sha,
                live,
                verdict.position(),
                verdict.blockers(),
                Stream.concat(
                                verdict.warnings().stream(),
                                Review.warnings(provider, config, info.environment()).stream())
                        .toList(),
                sha == null
                        ? List.of()
                        : masked(steps, config, info, asking.app().id()),
                Variables.origins(info, config, ofProvider(steps), System.getenv()),
                present.usual(),
                wanted.appVersion() == null ? asking.app().version() : wanted.appVersion(),
                asking.app().version(),
                wanted.cancels());
    }

    private static Map<String, String> ofProvider(List<Step> steps) {
        var variables = new HashMap<String, String>();
        steps.forEach(step -> variables.putAll(step.environment()));
        return variables;
    }

    /** Command lines are not shown if the secrets to mask in them cannot be read. */
    private List<String> masked(List<Step> steps, AppConfig config, DeployInfo info, AppId app) {
        try {
            var masker = new Masker(
                    secrets.of(app).read(config.secrets(info.environment())).values());
            return steps.stream().map(step -> masker.mask(step.line())).toList();
        } catch (IOException e) {
            return List.of("withheld because it cannot be masked: " + e.getMessage());
        }
    }
}
