package dev.waybill.notifiers.kinds;

import dev.waybill.notifiers.bodies.Texts;
import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.NoticeCommit;
import dev.waybill.spi.notices.NoticeDeploy;
import dev.waybill.spi.notices.Topic;
import dev.waybill.wire.Times;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Sentry is told about a deploy, https://docs.sentry.io/api/releases. */
record SentryJson(Notice notice, NoticeDeploy deploy, String sha) {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_AUTHOR = 128;

    /** The end of a long one, because the number of the deploy is there. */
    String name() {
        var name = deploy.name();
        return name.substring(Math.max(0, name.length() - LONGEST_NAME));
    }

    String environment() {
        return Texts.cut(String.valueOf(notice.environment()), LONGEST_NAME);
    }

    Map<String, Object> release(List<String> projects) {
        var json = new LinkedHashMap<String, Object>();
        json.put("version", sha);
        json.put("ref", sha);
        json.put("projects", projects);
        var commits = deploy.changes().newest();
        if (!commits.isEmpty()) {
            json.put("commits", commits.stream().map(SentryJson::commit).toList());
        }
        return json;
    }

    private static Map<String, String> commit(NoticeCommit commit) {
        return Map.of(
                "id", commit.sha(),
                "message", commit.title(),
                "author_name", Texts.cut(commit.author(), LONGEST_AUTHOR));
    }

    Map<String, Object> deploy(List<String> projects) {
        var json = new LinkedHashMap<String, Object>();
        json.put("environment", environment());
        json.put("name", name());
        json.put("url", notice.url());
        json.put("projects", projects);
        putTimes(json, "dateFinished");
        return json;
    }

    /** The fields of Freight, and {@code version}, which webhooks of Sentry want. */
    Map<String, Object> ofFreight() {
        var json = new LinkedHashMap<String, Object>();
        json.put("number", deploy.name().replaceFirst(".*#", ""));
        json.put("app_name", notice.app());
        json.put("env", notice.environment());
        json.put("ref", deploy.ref());
        json.put("sha", sha);
        json.put("version", sha);
        json.put("event", notice.topic() == Topic.STARTED ? "started" : "finished");
        json.put("link", notice.url());
        putTimes(json, "dateReleased");
        return json;
    }

    private void putTimes(Map<String, Object> json, String end) {
        var started = deploy.startedAt();
        var ended = deploy.endedAt();
        if (started != null) {
            json.put("dateStarted", Times.text(started));
        }
        if (ended != null) {
            json.put(end, Times.text(ended));
        }
        if (started != null && ended != null) {
            json.put("duration", Duration.between(started, ended).toSeconds());
        }
    }
}
