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
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Writes to Slack: one message for each notice through an incoming webhook. */
public final class SlackNotifier implements Notifier {
    private final Receivers receivers;

    public SlackNotifier(Receivers receivers) {
        this.receivers = receivers;
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public List<Setting> settings() {
        return CommonSettings.with(
                Setting.required("webhook_url", Kind.SECRET_OR_TEXT)
                        .withExample("https://hooks.slack.com/services/T/B/X")
                        .inGroup("webhook"),
                Setting.required("token", Kind.SECRET_OR_TEXT).inGroup("app"),
                Setting.required("channel", Kind.TEXT).inGroup("app").withExample("#deploys"));
    }

    @Override
    public List<Remark> review(AppInfo app) {
        return Stream.concat(CommonSettings.review(app.settings()), Urls.review(app.settings(), "webhook_url"))
                .toList();
    }

    @Override
    public Told tell(Notice notice, NotifierContext context) throws InterruptedException {
        try {
            var url = Urls.of(context.settings(), "webhook_url");
            var body = JsonMapper.shared().writeValueAsString(Map.of("text", SlackText.of(notice)));
            return new Posting(receivers, context.now()).send(Message.json(url, body));
        } catch (IOException e) {
            return new Told.Failed("", "its webhook_url " + e.getMessage(), true, null);
        }
    }
}
