package dev.waybill.notifiers.kinds;

import dev.waybill.notifiers.bodies.Format;
import dev.waybill.notifiers.bodies.Template;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Posts JSON to a URL, in the receiver's format, and signed if there is a secret. */
public final class WebhookNotifier implements Notifier {
    private static final String URL = "url";
    private static final String FORMAT = "format";
    private static final String BODY = "body";

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
                Setting.required(URL, Kind.SECRET_OR_TEXT).withExample("https://hooks.example.com/deploys"),
                Setting.optional("headers", Kind.HEADERS),
                Setting.optional("secret", Kind.SECRET),
                Setting.optional(FORMAT, Kind.TEXT).withExample("json"),
                Setting.optional(BODY, Kind.TEXT).withExample("{\"summary\": \"{text}\", \"link\": \"{url}\"}"));
    }

    @Override
    public List<Remark> review(AppInfo app) {
        var settings = app.settings();
        return Stream.of(
                        CommonSettings.review(settings),
                        Urls.review(settings, URL),
                        reviewFormat(settings),
                        reviewBody(settings))
                .flatMap(it -> it)
                .toList();
    }

    private static Stream<Remark> reviewFormat(Map<String, Object> settings) {
        if (!(settings.get(FORMAT) instanceof String word)) {
            return Stream.empty();
        }
        var format = Format.of(word);
        if (format.isEmpty()) {
            return Stream.of(new Remark(FORMAT, Format.objection(word), true));
        }
        return format.get() != Format.JSON && settings.containsKey(BODY)
                ? Stream.of(new Remark(FORMAT, "must not be given with a body, which is a format of its own", true))
                : Stream.empty();
    }

    private static Stream<Remark> reviewBody(Map<String, Object> settings) {
        return settings.get(BODY) instanceof String text
                ? new Template(text).objection().map(why -> new Remark(BODY, why, true)).stream()
                : Stream.empty();
    }

    @Override
    public Told tell(Notice notice, NotifierContext context) throws InterruptedException {
        var settings = context.settings();
        var format = Format.of(String.valueOf(settings.get(FORMAT))).orElse(Format.JSON);
        var body = settings.get(BODY) instanceof String text ? new Template(text).filled(notice) : format.body(notice);
        var headers = headers(notice, settings, body, context);
        headers.putIfAbsent("Content-Type", format.contentType());
        return new Posting(receivers, context.now())
                .send(URL, Urls.text(settings, URL, ""), it -> Message.json(format.url(it, notice), headers, body));
    }

    private static Map<String, String> headers(
            Notice notice, Map<String, Object> settings, String body, NotifierContext context) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        if (settings.get("headers") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
        }
        var secret = settings.get("secret") instanceof String text ? text : null;
        headers.putAll(Signature.headers(id(notice, context), context.now(), body, secret));
        return headers;
    }

    /** Samples differ from each other, so that a receiver that drops repetitions takes each. */
    private static String id(Notice notice, NotifierContext context) {
        return notice.isSample() ? "test-" + context.now().toEpochMilli() : Long.toString(notice.id());
    }
}
