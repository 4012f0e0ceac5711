package dev.waybill.providers.heroku;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An app at a fake Heroku, with the fields of the Platform API's reference. Guarded by its Heroku. */
final class FakeApp {
    private static final String TIME = "2026-01-01T12:00:00Z";

    final String name;
    final String id = id();
    final List<Map<String, Object>> releases = new ArrayList<>();
    final List<Map<String, Object>> builds = new ArrayList<>();
    /** Of slugs or OCI images. */
    final Map<String, String> commits = new LinkedHashMap<>();

    /** The config vars of now; each release keeps those of its time. */
    final Map<String, String> configVars = new LinkedHashMap<>();

    private final Map<String, Map<String, String>> oldConfigVars = new LinkedHashMap<>();

    /** The output of streams, by the id of their build or release. */
    final Map<String, String> outputs = new LinkedHashMap<>();

    private final Map<String, String> versions = new LinkedHashMap<>();

    /** How often something is looked at before it has ended, by its id. */
    private final Map<String, Integer> looks = new LinkedHashMap<>();

    /** The output of builds. */
    String says = "-----> Building\n-----> Done: é\n       Launching...";

    boolean isFir;
    boolean tellsImages = true;
    String buildEnds = "succeeded";
    /** Null if the app has no release phase. */
    @Nullable
    String releaseEnds;

    /** How often lists leave out a build or release that is made from now on. */
    int looksBeforeShown;

    private final Map<String, Integer> looksLeft = new LinkedHashMap<>();

    int looksAtBuild = 1;
    int looksAtRelease = 1;
    boolean stopsBuilds = true;
    private final String url;

    FakeApp(String url, String name) {
        this.url = url;
        this.name = name;
    }

    static String text(Map<String, Object> fields, String name) {
        return String.valueOf(fields.get(name));
    }

    static String id() {
        return UUID.randomUUID().toString();
    }

    /** Releases a commit, as somebody else would. */
    Map<String, Object> released(String commit) {
        var image = id();
        commits.put(image, commit);
        var release = release(image, "Deploy " + commit.substring(0, 8));
        end(release, "succeeded");
        return release;
    }

    Map<String, Object> release(String image, String description) {
        var release = new LinkedHashMap<String, Object>();
        release.put("addon_plan_names", List.of());
        release.put("app", Map.of("id", id, "name", name));
        release.put("created_at", TIME);
        release.put("description", description);
        release.put("id", id());
        release.put("updated_at", TIME);
        release.put("oci_image", isFir && tellsImages ? Map.of("id", image) : null);
        release.put("slug", !isFir && tellsImages ? Map.of("id", image) : null);
        release.put("status", "pending");
        release.put("user", Map.of("email", "ann@example.com", "id", id()));
        release.put("version", releases.size() + 1);
        release.put("current", false);
        release.put("output_stream_url", releaseEnds == null ? null : url + "/streams/" + release.get("id"));
        release.put("eligible_for_rollback", true);
        outputs.put(text(release, "id"), "migrating\nmigrated\n");
        oldConfigVars.put(text(release, "id"), Map.copyOf(configVars));
        looksLeft.put(text(release, "id"), looksBeforeShown);
        releases.add(release);
        if (releaseEnds == null) {
            end(release, "succeeded");
        }
        return release;
    }

    /** A real rollback, which brings the config vars of the old release back. */
    Map<String, Object> rollBack(Map<String, Object> old) {
        configVars.clear();
        configVars.putAll(oldConfigVars.getOrDefault(text(old, "id"), Map.of()));
        return release(image(old), "Rollback to v" + old.get("version"));
    }

    private void end(Map<String, Object> release, String status) {
        release.put("status", status);
        if (status.equals("succeeded")) {
            releases.forEach(it -> it.put("current", false));
            release.put("current", true);
        }
    }

    Map<String, Object> build(Map<String, Object> source) {
        var build = new LinkedHashMap<String, Object>();
        build.put("app", Map.of("id", id));
        build.put("buildpacks", null);
        build.put("created_at", TIME);
        build.put("id", id());
        build.put("output_stream_url", url + "/streams/" + build.get("id"));
        build.put("release", null);
        build.put("slug", null);
        build.put("source_blob", source);
        build.put("stack", isFir ? "cnb" : "heroku-24");
        build.put("status", "pending");
        build.put("updated_at", TIME);
        build.put("user", Map.of("email", "ann@example.com", "id", id()));
        outputs.put(text(build, "id"), says);
        versions.put(text(build, "id"), text(source, "version"));
        looksLeft.put(text(build, "id"), looksBeforeShown);
        builds.add(build);
        return build;
    }

    /** A build as somebody looks at it. */
    Map<String, Object> look(Map<String, Object> build) {
        if (text(build, "status").equals("pending") && isOver(build, looksAtBuild)) {
            build.put("status", buildEnds);
            if (buildEnds.equals("succeeded")) {
                var image = id();
                var commit = versions.getOrDefault(text(build, "id"), "");
                commits.put(image, commit);
                build.put("slug", isFir ? null : Map.of("id", image));
                var release = release(image, "Deploy " + commit.substring(0, 8));
                build.put("release", Map.of("id", release.get("id")));
            }
        }
        return build;
    }

    /** A release as somebody looks at it. */
    Map<String, Object> lookAtRelease(Map<String, Object> release) {
        if (text(release, "status").equals("pending") && isOver(release, looksAtRelease)) {
            end(release, String.valueOf(releaseEnds));
        }
        return release;
    }

    /** What a list shows. */
    List<Map<String, Object>> shown(List<Map<String, Object>> all) {
        return all.stream()
                .filter(it -> looksLeft.merge(text(it, "id"), -1, Integer::sum) < 0)
                .toList();
    }

    private boolean isOver(Map<String, Object> thing, int most) {
        return looks.merge(text(thing, "id"), 1, Integer::sum) > most;
    }

    /** Stops a build. @return whether it could be */
    boolean stop(Map<String, Object> build) {
        if (stopsBuilds && text(build, "status").equals("pending")) {
            build.put("status", "failed");
            return true;
        }
        return false;
    }

    static String image(Map<String, Object> release) {
        return text(release, "slug").concat(text(release, "oci_image")).replaceAll("null|\\{id=|}", "");
    }

    String live() {
        return releases.stream()
                .filter(it -> text(it, "current").equals("true"))
                .map(it -> commits.get(image(it)))
                .findFirst()
                .orElse("");
    }
}
