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
record ConfiguredMail(Supplier<@Nullable SmtpSettings> settings, Supplier<ServerFiles> files) implements Mail {
    @Override
    public boolean isConfigured() {
        return settings.get() != null;
    }

    @Override
    public Optional<Server> server() throws IOException {
        var smtp = settings.get();
        if (smtp == null) {
            return Optional.empty();
        }
        var reference = smtp.password();
        var password = reference == null
                ? null
                : new SecretValues(files.get(), () -> true)
                        .read("smtp.password", reference)
                        .value();
        return Optional.of(new Server(smtp.host(), smtp.port(), smtp.tls(), smtp.user(), password, smtp.from()));
    }
}
