package dev.waybill.notifiers.email;

import dev.waybill.notifiers.settings.CommonSettings;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Notifier;
import dev.waybill.spi.NotifierContext;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Notice;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Sends mail through the server that the configuration file names. */
public final class EmailNotifier implements Notifier {
    private static final String TO = "to";
    private static final String FROM = "from";

    /** Without names and comments, so that nothing else can stand in a header. */
    private static final String ADDRESS = "[^\\s@<>,;:\"()\\[\\]\\\\]+@[A-Za-z0-9.-]+";

    private static final int FINAL = 500;

    private final Mail mail;

    public EmailNotifier(Mail mail) {
        this.mail = mail;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public List<Setting> settings() {
        return CommonSettings.with(
                Setting.required(TO, Kind.TEXTS).withExample(List.of("ann@example.com")),
                Setting.optional(FROM, Kind.TEXT).withExample("waybill@example.com"));
    }

    @Override
    public List<Remark> review(AppInfo app) {
        var settings = app.settings();
        var from = settings.get(FROM) instanceof String text ? Stream.of(text) : Stream.<String>empty();
        var addresses = Stream.concat(
                CommonSettings.texts(settings, TO).stream().flatMap(text -> objection(TO, text)),
                from.flatMap(text -> objection(FROM, text)));
        return Stream.of(CommonSettings.review(settings), addresses, futility())
                .flatMap(it -> it)
                .toList();
    }

    private Stream<Remark> futility() {
        var sentence =
                "no mail is sent: the server has no smtp; add it to the server's configuration file, and restart the server";
        return mail.isConfigured() ? Stream.empty() : Stream.of(new Remark("", sentence, false));
    }

    private static Stream<Remark> objection(String setting, String text) {
        var sentence = "\"%s\" is not an address such as ann@example.com".formatted(text);
        return text.matches(ADDRESS) ? Stream.empty() : Stream.of(new Remark(setting, sentence, true));
    }

    @Override
    public Told tell(Notice notice, NotifierContext context) {
        try {
            var server = mail.server();
            if (server.isEmpty()) {
                return unready("no server for mail is configured; set smtp in the server's configuration file");
            }
            var from = context.settings().get(FROM) instanceof String given
                    ? given
                    : server.get().from();
            if (from == null) {
                return unready(
                        "nobody sends it; set from in this notifier, or in smtp in the server's configuration file");
            }
            return send(letter(notice, from, context.settings()), new Post(server.get()));
        } catch (IOException e) {
            return unready(String.valueOf(e.getMessage()));
        }
    }

    private static Told unready(String why) {
        return new Told.Failed("", why, true, null);
    }

    private static Letter letter(Notice notice, String from, Map<String, Object> settings) {
        var name = settings.get(CommonSettings.NAME) instanceof String given ? given : "email";
        return new Letter(notice, from, CommonSettings.texts(settings, TO), name);
    }

    private static Told send(Letter letter, Post post) {
        var request = "mail from %s to %s through %s: %s"
                .formatted(
                        letter.from(),
                        String.join(", ", letter.to()),
                        post.server().host(),
                        letter.notice().sentence());
        try {
            post.send(letter.message(post.session()));
            return new Told.Delivered(request, "accepted as " + letter.id());
        } catch (MessagingException e) {
            return isFinal(e) ? new Told.Refused(request, text(e)) : new Told.Failed(request, text(e), true, null);
        }
    }

    /** Whether the server will never take it: it has answered with a code of 500 or more. */
    private static boolean isFinal(MessagingException e) {
        var code = switch (e) {
            case SMTPAddressFailedException ofAddress -> ofAddress.getReturnCode();
            case SMTPSendFailedException ofMessage -> ofMessage.getReturnCode();
            default -> 0;
        };
        return code >= FINAL || e.getNextException() instanceof MessagingException next && isFinal(next);
    }

    /** With the answer of the server, which is in the next exception if addresses were refused. */
    private static String text(MessagingException e) {
        var next = e.getNextException();
        var first = String.valueOf(e.getMessage()).strip();
        return next == null || next.getMessage() == null
                ? first
                : "%s: %s".formatted(first, next.getMessage().strip());
    }
}
