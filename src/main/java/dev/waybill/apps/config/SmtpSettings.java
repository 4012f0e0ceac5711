package dev.waybill.apps.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server that takes the mail of notifiers.
 *
 * @param user null for none; there is a password exactly if there is a user
 * @param from who sends mail; null if each notifier says so
 */
public record SmtpSettings(
        String host,
        int port,
        Tls tls,
        @Nullable String user,
        @Nullable SecretReference password,
        @Nullable String from) {
    private static final String SECRET = "{\"file\": \"PATH\"} or {\"env\": \"NAME\"}";
    private static final int LARGEST_PORT = 65_535;

    /** How the connection is encrypted. */
    public enum Tls {
        /** It must be, after the first words. */
        STARTTLS(587),
        /** From the beginning. */
        TLS(465),
        NONE(25);

        private final int usualPort;

        Tls(int usualPort) {
            this.usualPort = usualPort;
        }
    }

    static @Nullable SmtpSettings read(Section file) {
        var smtp = file.section("smtp", "the server that takes mail, such as {\"host\": \"mail.example.com\"}");
        if (smtp == null) {
            return null;
        }
        try (smtp) {
            var host = smtp.required("host", "the name of the server that takes mail");
            var tls = tls(smtp);
            var port = port(smtp).orElse(tls.usualPort);
            var user = smtp.text("user", "the user of the server that takes mail");
            var password = smtp.map("password", SECRET);
            if ((user == null) != password.isEmpty()) {
                smtp.mistake("password", "must be given with a user, as %s".formatted(SECRET));
            }
            return new SmtpSettings(host, port, tls, user, reference(smtp, password), from(smtp));
        }
    }

    private static Tls tls(Section smtp) {
        var word = smtp.text("tls", "starttls, tls or none");
        var tls = Arrays.stream(Tls.values())
                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
        if (word != null && tls.isEmpty()) {
            smtp.mistake("tls", "must be starttls, tls or none");
        }
        return tls.orElse(Tls.STARTTLS);
    }

    private static Optional<Integer> port(Section smtp) {
        var port = Section.number(smtp.value("port"));
        if (port == null && !smtp.has("port")) {
            return Optional.empty();
        }
        if (port instanceof Integer whole && whole > 0 && whole <= LARGEST_PORT) {
            return Optional.of(whole);
        }
        smtp.mistake("port", "must be a whole number from 1 to " + LARGEST_PORT);
        return Optional.empty();
    }

    private static @Nullable SecretReference reference(Section smtp, Map<String, Object> password) {
        var reference = SecretReference.in(password);
        if (!password.isEmpty() && reference.isEmpty()) {
            smtp.mistake("password", "must be " + SECRET);
        }
        return reference.orElse(null);
    }

    private static @Nullable String from(Section smtp) {
        var from = smtp.text("from", "the address that mail comes from");
        if (from != null && !from.matches("[^\\s@<>,]+@[^\\s@<>,]+")) {
            smtp.mistake("from", "must be one address, such as waybill@example.com");
        }
        return from;
    }
}
