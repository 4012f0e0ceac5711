package dev.waybill.notifiers.bodies;

import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.NoticeDeploy;
import dev.waybill.wire.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A notice as receivers of JSON get it. Released fields keep their names and meaning. */
public final class NoticeJson {
    private NoticeJson() {}

    public static String text(Notice notice) {
        return JsonMapper.shared().writeValueAsString(of(notice));
    }

    /** Without fields that have no value. */
    public static Map<String, Object> of(Notice notice) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", Long.toString(notice.id()));
        put(json, "test", notice.isSample() ? true : null);
        json.put("event", notice.topic().word());
        json.put("at", Times.text(notice.at()));
        put(json, "app", notice.app());
        put(json, "environment", notice.environment());
        put(json, "by", notice.by());
        json.put("text", notice.sentence());
        json.put("details", notice.details());
        json.put("url", notice.url());
        var deploy = notice.deploy();
        put(json, "deploy", deploy == null ? null : deploy(deploy));
        return json;
    }

    private static Map<String, Object> deploy(NoticeDeploy deploy) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", deploy.id());
        json.put("name", deploy.name());
        json.put("state", deploy.state());
        json.put("task", deploy.task());
        json.put("rollback", deploy.isRollback());
        json.put("ref", deploy.ref());
        put(json, "sha", deploy.sha());
        put(json, "previousSha", deploy.previousSha());
        json.put("user", deploy.user());
        json.put("requestedAt", Times.text(deploy.requestedAt()));
        put(json, "startedAt", Times.textOrNull(deploy.startedAt()));
        put(json, "endedAt", Times.textOrNull(deploy.endedAt()));
        put(json, "progress", deploy.progress());
        put(json, "reason", deploy.reason());
        put(json, "blockers", deploy.blockers().isEmpty() ? null : deploy.blockers());
        put(json, "changes", deploy.changes().count());
        put(json, "compareUrl", deploy.changes().url());
        put(json, "commits", commits(deploy));
        return json;
    }

    private static @Nullable List<Map<String, String>> commits(NoticeDeploy deploy) {
        var newest = deploy.changes().newest();
        return newest.isEmpty()
                ? null
                : newest.stream()
                        .map(it -> Map.of("sha", it.sha(), "title", it.title(), "author", it.author()))
                        .toList();
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
