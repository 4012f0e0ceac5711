package dev.waybill.notifiers.kinds;

import dev.waybill.notifiers.bodies.NoticeJson;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Posts to a script of Hubot what it is to say in a room. */
public final class HubotNotifier implements Notifier {
    private static final String URL = "url";
    private static final String ROOM = "room";
    private static final int LONGEST = 3_000;

    private final Receivers receivers;

    public HubotNotifier(Receivers receivers) {
        this.receivers = receivers;
    }

    @Override
    public String name() {
        return "hubot";
    }

    @Override
    public List<Setting> settings() {
        return CommonSettings.with(
                Setting.required(URL, Kind.SECRET_OR_TEXT).withExample("https://hubot.example.com/hubot/deploys"),
                Setting.optional(ROOM, Kind.TEXT).withExample("deploys"));
    }

    @Override
    public List<Remark> review(AppInfo app) {
        return Stream.concat(CommonSettings.review(app.settings()), Urls.review(app.settings(), URL))
                .toList();
    }

    @Override
    public Told tell(Notice notice, NotifierContext context) throws InterruptedException {
        var json = new LinkedHashMap<>(NoticeJson.of(notice));
        if (context.settings().get(ROOM) instanceof String room) {
            json.put(ROOM, room);
        }
        var text = Texts.withoutMentions(Texts.cut(Texts.all(notice), LONGEST));
        json.put("text", "%s\n%s".formatted(text, notice.url()));
        var body = JsonMapper.shared().writeValueAsString(json);
        return new Posting(receivers, context.now())
                .send(URL, Urls.text(context.settings(), URL, ""), url -> Message.json(url, body));
    }
}
