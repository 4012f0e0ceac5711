package dev.waybill.notifiers.kinds;

import dev.waybill.notifiers.bodies.Texts;
import dev.waybill.notifiers.settings.CommonSettings;
import dev.waybill.receivers.Message;
import dev.waybill.receivers.Receivers;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Notifier;
import dev.waybill.spi.NotifierContext;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.NoticeDeploy;
import dev.waybill.spi.notices.Topic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Marks in Grafana when a deploy ran: an annotation of all dashboards that ask for its tags, or of one dashboard. */
public final class GrafanaNotifier implements Notifier {
    private static final String URL = "url";
    private static final String TOKEN = "token";
    private static final String DASHBOARD = "dashboard_uid";
    private static final String TAGS = "tags";
    private static final int LONGEST = 2_000;

    private final Receivers receivers;

    public GrafanaNotifier(Receivers receivers) {
        this.receivers = receivers;
    }

    @Override
    public String name() {
        return "grafana";
    }

    @Override
    public List<Setting> settings() {
        return CommonSettings.with(
                Setting.required(URL, Kind.TEXT).withExample("https://grafana.example.com"),
                Setting.required(TOKEN, Kind.SECRET_OR_TEXT),
                Setting.optional(DASHBOARD, Kind.TEXT).withExample("jcIIG-07z"),
                Setting.optional(TAGS, Kind.TEXTS).withExample(List.of("europe")));
    }

    @Override
    public List<Remark> review(AppInfo app) {
        return Stream.concat(CommonSettings.review(app.settings()), Urls.reviewRoot(app.settings(), URL))
                .toList();
    }

    @Override
    public Told tell(Notice notice, NotifierContext context) throws InterruptedException {
        var topic = notice.topic();
        var isWanted = topic == Topic.SUCCEEDED || topic == Topic.ROLLED_BACK || topic.isFailure();
        var deploy = notice.deploy();
        if (!isWanted || deploy == null) {
            return Posting.NOTHING;
        }
        var settings = context.settings();
        var headers = Map.of("Authorization", "Bearer " + Urls.text(settings, TOKEN, ""));
        var body = JsonMapper.shared().writeValueAsString(annotation(notice, deploy, settings));
        return new Posting(receivers, context.now())
                .send(
                        URL,
                        Urls.below(Urls.text(settings, URL, ""), "api", "annotations"),
                        url -> Message.json(url, headers, body));
    }

    private static Map<String, Object> annotation(Notice notice, NoticeDeploy deploy, Map<String, Object> settings) {
        var json = new LinkedHashMap<String, Object>();
        if (settings.get(DASHBOARD) instanceof String uid) {
            json.put("dashboardUID", uid);
        }
        var end = orElse(deploy.endedAt(), notice.at());
        json.put("time", orElse(deploy.startedAt(), end).toEpochMilli());
        json.put("timeEnd", end.toEpochMilli());
        json.put("tags", tags(notice, settings));
        var text = escaped(Texts.cut(Texts.all(notice), LONGEST));
        json.put("text", "%s\n<a href=\"%s\">%s</a>".formatted(text, escaped(notice.url()), escaped(deploy.name())));
        return json;
    }

    private static List<String> tags(Notice notice, Map<String, Object> settings) {
        return Stream.concat(
                        Stream.of(
                                        "deploy",
                                        notice.app(),
                                        notice.environment(),
                                        notice.topic().word())
                                .filter(Objects::nonNull),
                        CommonSettings.texts(settings, TAGS).stream())
                .distinct()
                .toList();
    }

    private static Instant orElse(@Nullable Instant time, Instant other) {
        return time == null ? other : time;
    }

    /** Grafana shows text as HTML. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
