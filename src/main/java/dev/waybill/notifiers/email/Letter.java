package dev.waybill.notifiers.email;

import dev.waybill.notifiers.bodies.Texts;
import dev.waybill.spi.notices.Notice;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/**
 * Mail about a notice, as text and as HTML.
 *
 * @param from an address
 * @param to addresses
 * @param name of the notifier, which makes the mail of each distinguishable
 */
record Letter(Notice notice, String from, List<String> to, String name) {
    private static final int LONGEST_SUBJECT = 150;
    private static final int LONGEST = 100_000;

    /** The same for the same notice and notifier, so that programs for mail show a repetition once. */
    String id() {
        var all = "%d %s %s %s".formatted(notice.id(), name, to, notice.at());
        var id = UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
        return "<waybill-%s@%s>".formatted(id, from.replaceFirst(".*@", ""));
    }

    MimeMessage message(Session session) throws MessagingException {
        var id = id();
        var message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }
        };
        message.setFrom(new InternetAddress(from, true));
        for (var address : to) {
            message.addRecipient(RecipientType.TO, new InternetAddress(address, true));
        }
        message.setSubject(subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(notice.at()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setContent(contents());
        message.saveChanges();
        return message;
    }

    /** One line, whatever people have written. */
    private String subject() {
        return Texts.cut(notice.sentence().replaceAll("\\p{Cntrl}+", " ").strip(), LONGEST_SUBJECT);
    }

    /** The last alternative is the best. */
    private MimeMultipart contents() throws MessagingException {
        var text = Texts.cut(Texts.all(notice), LONGEST);
        var plain = new MimeBodyPart();
        plain.setText("%s\n\n%s\n".formatted(text, notice.url()), StandardCharsets.UTF_8.name());
        var html = new MimeBodyPart();
        html.setText(html(text), StandardCharsets.UTF_8.name(), "html");
        return new MimeMultipart("alternative", plain, html);
    }

    private String html(String text) {
        var url = escaped(notice.url());
        return "<p>%s</p>\n<p><a href=\"%s\">%s</a></p>\n"
                .formatted(escaped(text).replace("\n", "<br>\n"), url, url);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
