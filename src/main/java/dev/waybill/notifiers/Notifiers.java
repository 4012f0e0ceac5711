package dev.waybill.notifiers;

import static dev.waybill.spi.Setting.optional;
import static dev.waybill.spi.Setting.required;

import dev.waybill.spi.Notifier;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import java.util.List;

/** The built-in types of notifiers. They are accepted in configurations, but send nothing yet. */
public final class Notifiers {
    /** Posts to a webhook, or to a channel as an app. */
    private static final Notifier SLACK = declared(
            "slack",
            webhook("https://hooks.slack.com/services/T/B/X").inGroup("webhook"),
            required("token", Kind.SECRET_OR_TEXT).inGroup("app"),
            required("channel", Kind.TEXT).inGroup("app").withExample("#deploys"));

    private static final Notifier WEBHOOK =
            declared("webhook", required("url", Kind.SECRET_OR_TEXT), optional("headers", Kind.HEADERS));

    private static final Notifier GITHUB = declared(
            "github",
            required("repo", Kind.TEXT).withExample("acme/shop"),
            optional("api_root", Kind.TEXT).withExample("https://github.example.com/api/v3"),
            optional("token", Kind.SECRET_OR_TEXT));

    private static final Notifier EMAIL = declared(
            "email",
            required("to", Kind.TEXTS).withExample(List.of("ann@example.com")),
            optional("from", Kind.TEXT).withExample("waybill@example.com"));

    private static final Notifier DATADOG = declared("datadog", webhook("https://hooks.example.com/datadog"));

    private static final Notifier SENTRY = declared("sentry", webhook("https://hooks.example.com/sentry"));

    private static final Notifier COMMAND = declared("command", required("command", Kind.COMMAND));

    private static final Notifier HUBOT =
            declared("hubot", required("url", Kind.SECRET_OR_TEXT), optional("room", Kind.TEXT));

    private Notifiers() {}

    private record Declared(String name, List<Setting> settings) implements Notifier {}

    private static Notifier declared(String name, Setting... settings) {
        return new Declared(name, List.of(settings));
    }

    /** An address that lets everybody who knows it post. */
    private static Setting webhook(String example) {
        return required("webhook_url", Kind.SECRET_OR_TEXT).withExample(example);
    }

    public static List<Notifier> all() {
        return List.of(SLACK, WEBHOOK, GITHUB, EMAIL, DATADOG, SENTRY, COMMAND, HUBOT);
    }
}
