package dev.waybill.providers.heroku;

import dev.waybill.receivers.Receivers;
import dev.waybill.receivers.Unreached;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What is asked of Heroku's Platform API. Blocks. For one thread. */
final class Heroku {
    private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(15);
    private static final int MOST_BUILDS = 20;

    private final Api api;
    private final Receivers receivers;
    private final Map<String, String> commits = new HashMap<>();

    Heroku(Api api, Receivers receivers) {
        this.api = api;
        this.receivers = receivers;
    }

    /** The newest releases of an app, newest first. */
    List<Release> releases(String app, int most) throws HerokuFailure, InterruptedException {
        return read(api.newest("/apps/%s/releases".formatted(app), "version", most), Release::of);
    }

    Release release(String app, String id) throws HerokuFailure, InterruptedException {
        return Release.of(api.get("/apps/%s/releases/%s".formatted(app, id)));
    }

    /** The commit that a release runs; empty if Heroku does not know it, or what it ran is gone. */
    String commit(String app, Release release) throws HerokuFailure, InterruptedException {
        var path = "/apps/%s%s".formatted(app, release.image().path());
        var known = commits.get(path);
        if (known == null) {
            known = release.image().isKnown() ? commit(path) : "";
            commits.put(path, known);
        }
        return known;
    }

    private String commit(String path) throws HerokuFailure, InterruptedException {
        try {
            var json = api.get(path);
            var image = json.isArray() ? json.path(0) : json;
            return Fields.shown(image.path("commit").asString(""));
        } catch (HerokuFailure e) {
            if (e.isMissing()) {
                return "";
            }
            throw e;
        }
    }

    /**
     * Makes a new release of what an old one runs, with the config vars of now: naming the old release itself would bring back its
     * config vars, too.
     */
    Release releaseAgain(String app, Release old) throws HerokuFailure, InterruptedException {
        var body = Map.of(old.image().kind(), old.image().id(), "description", "Rollback to " + old);
        return Release.of(api.post("/apps/%s/releases".formatted(app), body));
    }

    /** The id of the newest build; empty if there is none. */
    Optional<String> newestBuild(String app) throws HerokuFailure, InterruptedException {
        return builds(app).stream().map(Build::id).findFirst();
    }

    /** The newest build of a commit that is newer than another build. */
    Optional<Build> buildAfter(String app, String other, String sha) throws HerokuFailure, InterruptedException {
        return builds(app).stream()
                .takeWhile(build -> !build.id().equals(other))
                .filter(build -> build.version().equals(sha))
                .findFirst();
    }

    private List<Build> builds(String app) throws HerokuFailure, InterruptedException {
        return read(api.newest("/apps/%s/builds".formatted(app), "created_at", MOST_BUILDS), Build::of);
    }

    private interface Reader<T> {
        T read(JsonNode json) throws HerokuFailure;
    }

    private static <T> List<T> read(JsonNode list, Reader<T> reader) throws HerokuFailure {
        var all = new ArrayList<T>();
        for (var json : list) {
            all.add(reader.read(json));
        }
        return all;
    }

    Build build(String app, String id) throws HerokuFailure, InterruptedException {
        return Build.of(api.get("/apps/%s/builds/%s".formatted(app, id)));
    }

    /** Builds a source that was uploaded. */
    Build build(String app, String source, String sha) throws HerokuFailure, InterruptedException {
        return Build.of(api.post(
                "/apps/%s/builds".formatted(app), Map.of("source_blob", Map.of("url", source, "version", sha))));
    }

    /**
     * Stops a build. The reference of the API does not mention it; Heroku's own {@code heroku builds:cancel} does it like this.
     */
    void stopBuild(String app, String id) throws HerokuFailure, InterruptedException {
        api.delete("/apps/%s/builds/%s".formatted(app, id), "3.cancel-build");
    }

    /** Uploads an archive. Returns the URL from which a build reads it. */
    String upload(Path archive) throws IOException, InterruptedException {
        var source = api.post("/sources", Map.of());
        var from = Fields.text(source, "source", "source_blob.get_url");
        var to = Fields.text(source, "source", "source_blob.put_url");
        try {
            var answer = receivers.put(Receivers.url(to), archive, LONGEST_UPLOAD);
            if (!answer.isSuccess()) {
                throw HerokuFailure.passing(
                        "Heroku's storage rejected the upload of the source (HTTP %d); deploy again later"
                                .formatted(answer.status()));
            }
            return from;
        } catch (Unreached e) {
            throw Api.unreached(e);
        }
    }

    /** The pipeline of an app and the app's id, as {@code pipeline.id} and {@code app.id}. */
    JsonNode coupling(String app) throws HerokuFailure, InterruptedException {
        return api.get("/apps/%s/pipeline-couplings".formatted(app));
    }

    String appId(String app) throws HerokuFailure, InterruptedException {
        return Fields.word(api.get("/apps/" + app), "app", "id");
    }

    /** Promotes a release of one app to another; the id of the promotion. */
    String promote(String pipeline, String source, String release, String target)
            throws HerokuFailure, InterruptedException {
        var body = Map.of(
                "pipeline", Map.of("id", pipeline),
                "source", Map.of("app", Map.of("id", source), "release", Map.of("id", release)),
                "targets", List.of(Map.of("app", Map.of("id", target))));
        return Fields.word(api.post("/pipeline-promotions", body), "promotion", "id");
    }

    /** How a promotion goes: its {@code status}, the {@code release} that it makes, or an {@code error_message}. */
    JsonNode promotion(String id) throws HerokuFailure, InterruptedException {
        return api.get("/pipeline-promotions/%s/promotion-targets".formatted(id))
                .path(0);
    }
}
