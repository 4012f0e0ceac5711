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
import dev.waybill.spi.notices.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Posts events to Datadog, https://docs.datadoghq.com/api/latest/events. */
public final class DatadogNotifier implements Notifier {
    private static final String WEBHOOK_URL = "webhook_url";
    private static final String API_KEY = "api_key";
    private static final String SITE = "site";
    private static final String API_ROOT = "api_root";
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_TEXT = 4_000;
    private static final int LONGEST_KEY = 100;
    private static final int LONGEST_TAG = 200;

    private final Receivers receivers;

    public DatadogNotifier(Receivers receivers) {
        this.receivers = receivers;
    }

    @Override
    public String name() {
        return "datadog";
    }

    @Override
    public List<Setting> settings() {
        return CommonSettings.with(
                Setting.required(WEBHOOK_URL, Kind.SECRET_OR_TEXT)
                        .withExample("https://hooks.example.com/datadog")
                        .inGroup("webhook"),
                Setting.required(API_KEY, Kind.SECRET_OR_TEXT).inGroup("api"),
                Setting.optional(SITE, Kind.TEXT).withExample("datadoghq.eu"),
                Setting.optional(API_ROOT, Kind.TEXT).withExample("https://api.datadoghq.eu/api/v1"));
    }

    @Override
    public List<Remark> review(AppInfo app) {
        var settings = app.settings();
        var site = settings.get(SITE) instanceof String text && !text.matches("[A-Za-z0-9.-]+")
                ? Stream.of(new Remark(SITE, "must be a name such as datadoghq.com or us3.datadoghq.com", true))
                : Stream.<Remark>empty();
        return Stream.of(
                        CommonSettings.review(settings),
                        Urls.review(settings, WEBHOOK_URL),
                        Urls.reviewRoot(settings, API_ROOT),
                        site)
                .flatMap(it -> it)
                .toList();
    }

    @Override
    public Told tell(Notice notice, NotifierContext context) throws InterruptedException {
        var settings = context.settings();
        var posting = new Posting(receivers, context.now());
        var body = JsonMapper.shared().writeValueAsString(event(notice));
        if (settings.get(API_KEY) instanceof String key) {
            var root = "https://api.%s/api/v1".formatted(Urls.text(settings, SITE, "datadoghq.com"));
            return posting.send(
                    API_ROOT,
                    Urls.below(Urls.text(settings, API_ROOT, root), "events"),
                    url -> Message.json(url, Map.of("DD-API-KEY", key), body));
        }
        return posting.send(WEBHOOK_URL, Urls.text(settings, WEBHOOK_URL, ""), url -> Message.json(url, body));
    }

    private static Map<String, Object> event(Notice notice) {
        var deploy = notice.deploy();
        var text = "%s\n%s".formatted(notice.url(), Texts.all(notice));
        var json = new LinkedHashMap<String, Object>();
        json.put("title", Texts.cut(harmless(notice.sentence()), LONGEST_TITLE));
        json.put("text", Texts.cut(harmless(text), LONGEST_TEXT));
        json.put("date_happened", notice.at().getEpochSecond());
        json.put("priority", "normal");
        json.put("alert_type", alertType(notice.topic()));
        json.put("tags", tags(notice));
        json.put("aggregation_key", key(deploy == null ? "waybill" : deploy.name()));
        return json;
    }

    /** Without mentions, which would notify people, and without the sign of Markdown. */
    private static String harmless(String text) {
        return Texts.withoutMentions(text).replace("%%%", "%");
    }

    /** The end of a long one, because the number of the deploy is there. */
    private static String key(String name) {
        return name.substring(Math.max(0, name.length() - LONGEST_KEY));
    }

    private static String alertType(Topic topic) {
        return switch (topic) {
            case SUCCEEDED, ROLLED_BACK -> "success";
            case FAILED, TIMED_OUT, INTERRUPTED -> "error";
            case SLOW, CANCELLED, LOCK_STOLEN, LOCK_EXPIRING, AUTOMATION_PAUSED, DRIFT -> "warning";
            case QUEUED, STARTED, PROGRESS, SUPERSEDED, LOCKED, UNLOCKED -> "info";
        };
    }

    private static List<String> tags(Notice notice) {
        var deploy = notice.deploy();
        return Stream.of(
                        tag("event", notice.topic().word()),
                        tag("app", notice.app()),
                        tag("env", notice.environment()),
                        tag("user", deploy == null ? notice.by() : deploy.user()),
                        tag("version", deploy == null ? null : deploy.sha()))
                .flatMap(it -> it)
                .toList();
    }

    private static Stream<String> tag(String name, @Nullable String value) {
        return value == null ? Stream.empty() : Stream.of(Texts.cut("%s:%s".formatted(name, value), LONGEST_TAG));
    }
}
