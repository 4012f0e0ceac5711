package dev.waybill;

import dev.waybill.apps.ServerFiles;
import dev.waybill.apps.config.SmtpSettings;
import dev.waybill.notifiers.email.Mail;
import dev.waybill.repositories.SecretValues;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The server for mail as the configuration file names it. The password is read each time. */
record ConfiguredMail(Supplier<Found> found) implements Mail {
    /** What the configuration file says, and where its secrets are. */
    record Found(@Nullable SmtpSettings smtp, ServerFiles files) {}

    @Override
    public Optional<Server> server() throws IOException {
        var now = found.get();
        var smtp = now.smtp();
        if (smtp == null) {
            return Optional.empty();
        }
        var reference = smtp.password();
        var password = reference == null
                ? null
                : new SecretValues(now.files(), () -> true)
                        .read("smtp.password", reference)
                        .value();
        return Optional.of(new Server(smtp.host(), smtp.port(), smtp.tls(), smtp.user(), password, smtp.from()));
    }
}
