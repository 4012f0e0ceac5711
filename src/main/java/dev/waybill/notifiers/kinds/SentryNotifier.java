package dev.waybill.notifiers.kinds;

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
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Tells Sentry which commit is live: a release and its deploy through the API, or one message to a webhook, as Freight sent it. */
public final class SentryNotifier implements Notifier {
    static final String WEBHOOK_URL = "webhook_url";
    static final String TOKEN = "token";
    static final String ORGANIZATION = "organization";
    static final String PROJECT = "project";
    static final String API_ROOT = "api_root";

    private final Receivers receivers;

    public SentryNotifier(Receivers receivers) {
        this.receivers = receivers;
    }

    @Override
    public String name() {
        return "sentry";
    }

    @Override
    public List<Setting> settings() {
        return CommonSettings.with(
                Setting.required(WEBHOOK_URL, Kind.SECRET_OR_TEXT)
                        .withExample("https://hooks.example.com/sentry")
                        .inGroup("webhook"),
                Setting.required(TOKEN, Kind.SECRET_OR_TEXT).inGroup("api"),
                Setting.required(ORGANIZATION, Kind.TEXT).inGroup("api").withExample("acme"),
                Setting.required(PROJECT, Kind.TEXTS).inGroup("api").withExample("shop"),
                Setting.optional(API_ROOT, Kind.TEXT).withExample("https://sentry.example.com/api/0"));
    }

    @Override
    public List<Remark> review(AppInfo app) {
        var settings = app.settings();
        return Stream.of(
                        CommonSettings.review(settings),
                        Urls.review(settings, WEBHOOK_URL),
                        Urls.reviewRoot(settings, API_ROOT))
                .flatMap(it -> it)
                .toList();
    }

    @Override
    public Told tell(Notice notice, NotifierContext context) throws InterruptedException {
        var settings = context.settings();
        var topic = notice.topic();
        var isLive = topic == Topic.SUCCEEDED || topic == Topic.ROLLED_BACK;
        var deploy = notice.deploy();
        var sha = deploy == null ? null : deploy.sha();
        if (deploy == null || sha == null || !deploy.isDeploy()) {
            return Posting.NOTHING;
        }
        var posting = new Posting(receivers, context.now());
        var json = new SentryJson(notice, deploy, sha);
        if (settings.containsKey(TOKEN)) {
            return isLive ? new SentryApi(posting, context, json).tell() : Posting.NOTHING;
        }
        return isLive || topic == Topic.STARTED
                ? posting.send(
                        WEBHOOK_URL,
                        Urls.text(settings, WEBHOOK_URL, ""),
                        url -> Message.json(url, JsonMapper.shared().writeValueAsString(json.ofFreight())))
                : Posting.NOTHING;
    }
}
