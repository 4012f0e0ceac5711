package dev.waybill.notifiers;

import static dev.waybill.spi.Setting.optional;
import static dev.waybill.spi.Setting.required;

import dev.waybill.notifiers.kinds.CommandNotifier;
import dev.waybill.notifiers.kinds.DatadogNotifier;
import dev.waybill.notifiers.kinds.GitHubNotifier;
import dev.waybill.notifiers.kinds.GrafanaNotifier;
import dev.waybill.notifiers.kinds.HubotNotifier;
import dev.waybill.notifiers.kinds.SentryNotifier;
import dev.waybill.notifiers.kinds.WebhookNotifier;
import dev.waybill.notifiers.settings.CommonSettings;
import dev.waybill.notifiers.slack.SlackNotifier;
import dev.waybill.receivers.Receivers;
import dev.waybill.spi.Notifier;
import dev.waybill.spi.NotifierContext;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Notice;
import java.nio.file.Path;
import java.util.List;

/** The built-in kinds of notifiers. */
public final class Notifiers {
    private static final Notifier EMAIL = declared(
            "email",
            required("to", Kind.TEXTS).withExample(List.of("ann@example.com")),
            optional("from", Kind.TEXT).withExample("waybill@example.com"));

    private Notifiers() {}

    private record Declared(String name, List<Setting> settings) implements Notifier {
        @Override
        public Told tell(Notice notice, NotifierContext context) {
            return new Told.Refused("", "not implemented yet");
        }
    }

    private static Notifier declared(String name, Setting... settings) {
        return new Declared(name, CommonSettings.with(settings));
    }

    /**
     * All of them.
     *
     * @param commands for the working directories of commands
     */
    public static List<Notifier> all(Receivers receivers, Path commands) {
        return List.of(
                new SlackNotifier(receivers),
                new WebhookNotifier(receivers),
                new GitHubNotifier(receivers),
                EMAIL,
                new DatadogNotifier(receivers),
                new SentryNotifier(receivers),
                new GrafanaNotifier(receivers),
                new HubotNotifier(receivers),
                new CommandNotifier(commands));
    }
}
