package dev.waybill.notifiers.slack;

import dev.waybill.notifiers.settings.CommonSettings;
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
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Writes to Slack: through an incoming webhook, one message for each notice; with the token of a bot, one message for each deploy,
 * which it edits.
 */
public final class SlackNotifier implements Notifier {
    static final String TOKEN = "token";

    private final Receivers receivers;
    private final BiPredicate<String, String> isAnswered;
    private final Pace pace = new Pace();
    private final Directory directory = new Directory();

    /** @param isAnswered whether people can press the buttons of the bot with that token in that channel */
    public SlackNotifier(Receivers receivers, BiPredicate<String, String> isAnswered) {
        this.receivers = receivers;
        this.isAnswered = isAnswered;
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public List<Setting> settings() {
        return CommonSettings.with(
                Setting.required(Webhook.URL, Kind.SECRET_OR_TEXT)
                        .withExample("https://hooks.slack.com/services/T/B/X")
                        .inGroup("webhook"),
                Setting.required(TOKEN, Kind.SECRET_OR_TEXT).inGroup("app"),
                Setting.required("channel", Kind.TEXT).inGroup("app").withExample("C0123456789"),
                Setting.optional("api_root", Kind.TEXT).withExample("https://slack.com/api"),
                Setting.optional(Members.MENTIONS, Kind.OBJECT)
                        .withExample(Map.of("ann", "U0123456789", "bob@example.com", "U0123456780")),
                Setting.optional(AuthorSettings.AUTHORS, Kind.OBJECT).withExample(AuthorSettings.EXAMPLE));
    }

    @Override
    public List<Remark> review(AppInfo app) {
        var settings = app.settings();
        return Stream.of(
                        CommonSettings.review(settings),
                        Stream.of(Webhook.URL, "api_root").flatMap(name -> reviewUrl(settings, name)),
                        Members.review(settings),
                        AuthorSettings.review(settings))
                .flatMap(it -> it)
                .toList();
    }

    private static Stream<Remark> reviewUrl(Map<String, Object> settings, String name) {
        return settings.get(name) instanceof String text
                ? Receivers.objection(text).map(why -> new Remark(name, why, true)).stream()
                : Stream.empty();
    }

    @Override
    public boolean showsProgress(Map<String, Object> settings) {
        return settings.containsKey(TOKEN);
    }

    @Override
    public Told tell(Notice notice, NotifierContext context) throws InterruptedException {
        var settings = context.settings();
        try {
            return settings.containsKey(TOKEN)
                    ? tell(notice, api(context), context)
                    : new Webhook(receivers, context.now()).tell(notice, settings);
        } catch (IOException e) {
            return new Told.Failed("", String.valueOf(e.getMessage()), true, null);
        }
    }

    @Override
    public Told outdate(Notice notice, NotifierContext context) throws InterruptedException {
        var deploy = Objects.requireNonNull(notice.deploy());
        try {
            return new DeployMessage(api(context), notice, deploy, context).outdate();
        } catch (IOException e) {
            return new Told.Failed("", String.valueOf(e.getMessage()), true, null);
        }
    }

    @Override
    public Optional<String> objection(NotifierContext context) throws InterruptedException {
        try {
            return context.settings().containsKey(TOKEN) ? api(context).objection() : Optional.empty();
        } catch (IOException _) { // of the token, which may come later
            return Optional.empty();
        }
    }

    private WebApi api(NotifierContext context) throws IOException {
        return new WebApi(receivers, pace, directory, bot(context.settings()), context.now());
    }

    private Bot bot(Map<String, Object> settings) throws IOException {
        var bot = Bot.of(settings);
        return isAnswered.test(bot.token(), bot.channel()) ? bot.answered() : bot;
    }

    private static Told tell(Notice notice, WebApi api, NotifierContext context) throws InterruptedException {
        var channel = Map.<String, Object>of("channel", api.bot().channel());
        if (notice.isSample()) { // for somebody who waits for the answer
            return api.writeNow("chat.postMessage", channel, Look.plain(notice)).told();
        }
        var deploy = notice.deploy();
        return deploy == null
                ? api.write("chat.postMessage", channel, Look.of(notice)).told()
                : new DeployMessage(api, notice, deploy, context).tell();
    }
}
