package dev.waybill.providers.heroku;

import dev.waybill.spi.Command;
import dev.waybill.spi.Result;
import dev.waybill.spi.Secret;
import java.util.Map;
import java.util.Optional;

/** Pushes the commit with git. The API says whether that released anything; git also succeeds if the commit was there. */
final class Pushing {
    static final String PUSH = "push";

    private static final String TOKEN = "WAYBILL_HEROKU_TOKEN";

    /** The shell that git starts expands the variable; no program gets the token as an argument. */
    private static final String LINE = """
            git -c credential.helper= \
            -c credential.helper='!f() { test "$1" != get || printf "username=waybill\\npassword=%%s\\n" "$%s"; }; f' \
            push --force '%s' '%s:refs/heads/main'""";

    private final Session session;
    private final Secret token;

    Pushing(Session session, Secret token) {
        this.session = session;
        this.token = token;
    }

    static String line(HerokuSettings settings, String sha) {
        return LINE.formatted(TOKEN, settings.repository(), sha);
    }

    /** The id of the release that it made; empty if the commit is live already. */
    Optional<String> release() throws Ended, InterruptedException {
        session.begin(PUSH);
        session.saved().put(Saved.PUSHING, "yes");
        var timeout = session.settings().timeout();
        var result = session.context()
                .run(
                        PUSH,
                        new Command(
                                line(session.settings(), session.sha()),
                                Map.of("GIT_TERMINAL_PROMPT", "0"),
                                Map.of(TOKEN, new Secret(token.value().strip())),
                                timeout,
                                timeout));
        if (result instanceof Result.Cancelled || result instanceof Result.TimedOut) {
            throw Ended.with(result);
        }
        var made = session.ask(() -> new Past(session).ofCommitSinceBegin());
        if (made.isPresent()) {
            return made.map(Release::id);
        }
        if (!(result instanceof Result.Succeeded)) {
            var isRejected = session.context().endOfLog().contains("[remote rejected]");
            throw isRejected ? Ended.verdict(result) : Ended.with(result);
        }
        if (session.ask(this::isLive)) {
            session.context().say("nothing was released: this commit is live at Heroku already");
            return Optional.empty();
        }
        throw Ended.verdict(
                new Result.Failed("Heroku had this commit already and released nothing; another one is live there."
                        + " Set provider_config.via to build, or roll back to this commit"));
    }

    private boolean isLive() throws HerokuFailure, InterruptedException {
        for (var release : session.heroku().releases(session.app(), 10)) {
            if (release.isCurrent()) {
                return new Past(session).isOf(session.app(), release, session.sha());
            }
        }
        return false;
    }
}
