package dev.waybill.notifiers.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.apps.config.SmtpSettings.Tls;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Remark;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about the settings of a notifier when they are saved. */
class EmailReviewTest {
    private static List<Remark> review(Mail mail, Map<String, Object> settings) {
        return new EmailNotifier(mail).review(new AppInfo(settings, false, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "a@b\r\nBcc: c@d", "Ann <a@b>", "a@b, c@d", "a b@c"})
    void whatIsNoAddress_isRefused(String address) {
        var server = new Mail.Server("127.0.0.1", 25, Tls.NONE, null, null, null);

        var remarks = review(() -> Optional.of(server), Map.of("to", "ann@example.com", "from", address));

        assertThat(remarks).extracting(Remark::setting).containsExactly("from");
    }

    @Test
    void serverWithoutSmtp_isWarnedOf() {
        assertThat(review(Optional::empty, Map.of("to", "ann@example.com")))
                .singleElement()
                .satisfies(remark -> {
                    assertThat(remark.isMistake()).isFalse();
                    assertThat(remark.sentence()).startsWith("no mail is sent: the server has no smtp");
                });
    }

    @Test
    void serverWhosePasswordCannotBeRead_hasSmtp() {
        Mail mail = () -> {
            throw new IOException("no such file");
        };

        assertThat(review(mail, Map.of("to", "ann@example.com"))).isEmpty();
    }
}
