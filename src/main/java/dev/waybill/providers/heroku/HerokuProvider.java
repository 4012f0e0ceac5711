package dev.waybill.providers.heroku;

import static dev.waybill.spi.Setting.optional;
import static dev.waybill.spi.Setting.required;

import dev.waybill.receivers.Receivers;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.Live;
import dev.waybill.spi.LiveContext;
import dev.waybill.spi.Provider;
import dev.waybill.spi.ProviderContext;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Result;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import dev.waybill.spi.Step;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deploys to an app at Heroku: builds the commit there, pushes it, or promotes a release of it, then follows the release to its end.
 * Config vars and dynos are left alone.
 */
public final class HerokuProvider implements Provider {
    private static final Duration LONGEST = Duration.ofSeconds(25);
    /** A cancel has half a minute, and asks twice or three times. */
    private static final Duration LONGEST_IN_CANCEL = Duration.ofSeconds(8);

    private final Receivers receivers;
    private final Time time;
    private final Sparing sparing;

    public HerokuProvider(Receivers receivers, Time time) {
        this.receivers = receivers;
        this.time = time;
        this.sparing = new Sparing(time);
    }

    @Override
    public String name() {
        return "heroku";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                required("app", Kind.TEXT).withExample("acme-shop"),
                required("token", Kind.SECRET),
                optional("via", Kind.TEXT).withExample("build"),
                optional("promote_from", Kind.TEXT).withExample("acme-shop-staging"),
                optional("timeout", Kind.SECONDS),
                optional("api_root", Kind.TEXT).withExample("https://api.heroku.com"),
                optional("git_root", Kind.TEXT).withExample("https://git.heroku.com"));
    }

    @Override
    public List<Remark> review(AppInfo app) {
        return new HerokuSettings(app.settings()).review(app);
    }

    @Override
    public Optional<String> objection(DeployInfo deploy) {
        return Optional.empty();
    }

    @Override
    public List<Step> steps(DeployInfo deploy) {
        var settings = new HerokuSettings(deploy.settings());
        var steps = new ArrayList<Step>();
        if (deploy.isRollback()) {
            steps.add(step(settings, RollingBack.ROLLBACK, "release what an old release runs"));
        }
        if (settings.promoteFrom().isPresent()) {
            var line = "promote a release of " + settings.promoteFrom().get();
            steps.add(step(settings, Promoting.PROMOTE, line));
        } else if (settings.isByGit()) {
            steps.add(step(settings, Pushing.PUSH, "git push " + settings.repository()));
        } else {
            steps.add(step(settings, Building.ARCHIVE, "git archive"));
            steps.add(step(settings, Building.BUILD, "build at Heroku"));
        }
        steps.add(step(settings, Releasing.RELEASE, "follow the release phase at Heroku"));
        return List.copyOf(steps);
    }

    private static Step step(HerokuSettings settings, String name, String line) {
        return new Step(name, line, Map.of(), settings.timeout());
    }

    @Override
    public Result start(ProviderContext context) throws InterruptedException {
        try {
            var token = token(context.settings());
            return released(session(context, token, LONGEST), token);
        } catch (Ended e) {
            if (!e.isVerdict() && !(e.result() instanceof Result.Cancelled)) {
                cancel(context); // after a cancel the server itself asks for that
            }
            return e.result();
        } catch (IOException e) {
            cancel(context);
            return new Result.Failed(String.valueOf(e.getMessage()));
        }
    }

    private Result released(Session session, Secret token) throws Ended, InterruptedException {
        var saved = session.saved();
        new Beginning(session).review();
        if (!saved.has(Saved.RELEASE)) {
            session.context().link("Heroku", session.settings().activity());
            var release = release(session, token);
            if (release.isEmpty()) {
                return new Result.Succeeded();
            }
            saved.put(Saved.RELEASE, release.get());
        }
        return new Releasing(receivers, session).follow(saved.get(Saved.RELEASE));
    }

    /** The id of the new release; empty if there is none because the commit is live already. */
    private Optional<String> release(Session session, Secret token) throws Ended, InterruptedException {
        var settings = session.settings();
        if (session.deploy().isRollback()) {
            var release = new RollingBack(session).release();
            if (release.isPresent()) {
                return release;
            }
        }
        if (settings.promoteFrom().isPresent()) {
            return Optional.of(new Promoting(session, settings.promoteFrom().get()).release());
        }
        return settings.isByGit()
                ? new Pushing(session, token).release()
                : Optional.of(new Building(receivers, session).release());
    }

    @Override
    public void cancel(ProviderContext context) throws InterruptedException {
        if (!new Saved(context).mayHaveBegun()) {
            return;
        }
        try {
            new Cancelling(session(context, token(context.settings()), LONGEST_IN_CANCEL), time).stop();
        } catch (IOException e) {
            context.say("what was started at Heroku may continue: " + e.getMessage());
        }
    }

    @Override
    public boolean tellsLive() {
        return true;
    }

    @Override
    public Optional<Live> live(LiveContext context) throws IOException, InterruptedException {
        var settings = new HerokuSettings(context.settings());
        var token = token(context.settings());
        sparing.review(token);
        var api = new Api(receivers, settings.apiRoot(), token, time, LONGEST_IN_CANCEL);
        try {
            return new Looking(new Heroku(api, receivers), sparing).live(settings);
        } catch (HerokuFailure e) {
            e.pause().ifPresent(wait -> sparing.limited(token, wait));
            throw e;
        } finally {
            sparing.looked(token, api.remaining());
        }
    }

    private Session session(ProviderContext context, Secret token, Duration longest) {
        var settings = new HerokuSettings(context.deploy().settings());
        var api = new Api(receivers, settings.apiRoot(), token, time, longest);
        return new Session(context, settings, api, new Heroku(api, receivers), time);
    }

    private static Secret token(Map<String, Object> settings) {
        return new Secret(String.valueOf(settings.get("token")));
    }
}
