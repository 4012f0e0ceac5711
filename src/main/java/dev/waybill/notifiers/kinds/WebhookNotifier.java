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
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Posts JSON to a URL, signed if there is a secret. */
public final class WebhookNotifier implements Notifier {
    private final Receivers receivers;

    public WebhookNotifier(Receivers receivers) {
        this.receivers = receivers;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public List<Setting> settings() {
        return CommonSettings.with(
                Setting.required("url", Kind.SECRET_OR_TEXT).withExample("https://hooks.example.com/deploys"),
                Setting.optional("headers", Kind.HEADERS),
                Setting.optional("secret", Kind.SECRET));
    }

    @Override
    public List<Remark> review(AppInfo app) {
        return Stream.concat(CommonSettings.review(app.settings()), Urls.review(app.settings(), "url"))
                .toList();
    }

    @Override
    public Told tell(Notice notice, NotifierContext context) throws InterruptedException {
        var settings = context.settings();
        var body = NoticeJson.text(notice);
        try {
            var url = Urls.of(settings, "url");
            var message = Message.json(url, headers(notice, settings, body, context), body);
            return new Posting(receivers, context.now()).send(message);
        } catch (IOException e) {
            return new Told.Failed("", "its url " + e.getMessage(), true, null);
        }
    }

    private static Map<String, String> headers(
            Notice notice, Map<String, Object> settings, String body, NotifierContext context) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        if (settings.get("headers") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
        }
        var secret = settings.get("secret") instanceof String text ? text : null;
        headers.putAll(Signature.headers(Long.toString(notice.id()), context.now(), body, secret));
        return headers;
    }
}
