package dev.waybill.notifiers;

import dev.waybill.notifiers.email.EmailNotifier;
import dev.waybill.notifiers.email.Mail;
import dev.waybill.notifiers.kinds.CommandNotifier;
import dev.waybill.notifiers.kinds.DatadogNotifier;
import dev.waybill.notifiers.kinds.GitHubNotifier;
import dev.waybill.notifiers.kinds.GrafanaNotifier;
import dev.waybill.notifiers.kinds.HubotNotifier;
import dev.waybill.notifiers.kinds.SentryNotifier;
import dev.waybill.notifiers.kinds.WebhookNotifier;
import dev.waybill.notifiers.slack.SlackNotifier;
import dev.waybill.receivers.Receivers;
import dev.waybill.spi.Notifier;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiPredicate;

/** The built-in kinds of notifiers. */
public final class Notifiers {
    private Notifiers() {}

    /**
     * All of them.
     *
     * @param commands for the working directories of commands
     * @param mail that mail goes through
     * @param isAnswered whether people can press the buttons of the bot of Slack with that token in that channel
     */
    public static List<Notifier> all(
            Receivers receivers, Path commands, Mail mail, BiPredicate<String, String> isAnswered) {
        return List.of(
                new SlackNotifier(receivers, isAnswered),
                new WebhookNotifier(receivers),
                new GitHubNotifier(receivers),
                new EmailNotifier(mail),
                new DatadogNotifier(receivers),
                new SentryNotifier(receivers),
                new GrafanaNotifier(receivers),
                new HubotNotifier(receivers),
                new CommandNotifier(commands));
    }
}
