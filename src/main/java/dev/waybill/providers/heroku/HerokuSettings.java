package dev.waybill.providers.heroku;

import dev.waybill.apps.config.text.Durations;
import dev.waybill.receivers.Receivers;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Remark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of a deploy, but for the token. */
record HerokuSettings(Map<String, Object> values) {
    private static final String APP = "[a-z][a-z0-9-]{1,62}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String NO_APP =
            "\"%s\" is not a valid app name at Heroku; use lowercase letters, digits and dashes";
    private static final String GIT = "git";
    private static final String BUILD = "build";
    private static final Duration USUAL = Duration.ofHours(1);

    String app() {
        return text("app", "");
    }

    boolean isByGit() {
        return text("via", BUILD).equals(GIT);
    }

    /** The app whose releases are promoted; empty if the commit is built. */
    Optional<String> promoteFrom() {
        return Optional.of(text("promote_from", "")).filter(it -> !it.isEmpty());
    }

    /** The maximum time of each step. */
    Duration timeout() {
        return Durations.of(values.get("timeout")).orElse(USUAL);
    }

    String apiRoot() {
        return root("api_root", "https://api.heroku.com");
    }

    /** The repository at Heroku. */
    String repository() {
        return "%s/%s.git".formatted(root("git_root", "https://git.heroku.com"), app());
    }

    /** The page of the app's activity. */
    String activity() {
        return "https://dashboard.heroku.com/apps/%s/activity".formatted(app());
    }

    private String root(String name, String otherwise) {
        return text(name, otherwise).replaceFirst("/+$", "");
    }

    private String text(String name, String otherwise) {
        return values.get(name) instanceof String text ? text : otherwise;
    }

    List<Remark> review(AppInfo info) {
        var remarks = new ArrayList<Remark>();
        for (var name : List.of("app", "promote_from")) {
            if (values.get(name) instanceof String app && !app.matches(APP)) {
                remarks.add(new Remark(name, NO_APP.formatted(app), true));
            }
        }
        for (var name : List.of("api_root", "git_root")) {
            objectionToRoot(name).ifPresent(why -> remarks.add(new Remark(name, why, true)));
        }
        if (!List.of(BUILD, GIT).contains(text("via", BUILD))) {
            remarks.add(new Remark("via", "must be build or git", true));
        }
        if (promoteFrom().isPresent() && isByGit()) {
            remarks.add(new Remark("promote_from", "cannot be combined with via: git; remove one of them", true));
        }
        if (promoteFrom().filter(app()::equals).isPresent()) {
            remarks.add(new Remark("promote_from", "is the app itself; name the app before it in the pipeline", true));
        }
        if (info.hasUser()) {
            var why =
                    "the provider heroku cannot be used with run_as, because the server must read what git writes; remove run_as";
            remarks.add(new Remark("", why, true)); // of the whole app, not of one of these settings
        }
        return remarks;
    }

    private Optional<String> objectionToRoot(String name) {
        var root = text(name, "https://api.heroku.com");
        return Receivers.objection(root)
                .or(() -> root.matches("[^'?#\\s]+")
                        ? Optional.empty()
                        : Optional.of("must be an address without a query, quotes or spaces"));
    }
}
