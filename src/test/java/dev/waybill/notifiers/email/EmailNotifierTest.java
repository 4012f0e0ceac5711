package dev.waybill.notifiers.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.waybill.apps.config.SmtpSettings.Tls;
import dev.waybill.notifiers.kinds.Sample;
import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.Topic;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmailNotifierTest {
    private static final Map<String, Object> SETTINGS = Map.of("to", List.of("ann@example.com", "bob@example.com"));

    private final GreenMail greenMail = new GreenMail(ServerSetup.SMTP.dynamicPort());

    @BeforeEach
    void start() {
        greenMail.start();
        greenMail.setUser("waybill@example.com", "waybill", "swordfish99");
    }

    @AfterEach
    void stop() {
        greenMail.stop();
    }

    private Mail.Server server(String password) {
        return new Mail.Server(
                "127.0.0.1", greenMail.getSmtp().getPort(), Tls.NONE, "waybill", password, "waybill@example.com");
    }

    private Told tell(Notice notice) {
        return tell(server("swordfish99"), notice);
    }

    private static Told tell(Mail.Server server, Notice notice) {
        return new EmailNotifier(() -> Optional.of(server)).tell(notice, Sample.context(SETTINGS));
    }

    private MimeMessage received() {
        return greenMail.getReceivedMessages()[0];
    }

    @Test
    void mail_isTextAndHtml() throws Exception {
        var told = tell(Sample.of(7, Topic.FAILED, "shop failed: <b>ü</b>", List.of("more")));

        assertThat(told).isInstanceOf(Told.Delivered.class);
        assertThat(told.request() + told.answer()).doesNotContain("swordfish99");
        assertThat(greenMail.getReceivedMessages()).as("one for each address").hasSize(2);
        assertThat(received().getSubject()).isEqualTo("shop failed: <b>ü</b>");
        assertThat(received().getFrom()[0]).hasToString("waybill@example.com");
        assertThat(received().getHeader("Auto-Submitted")).containsExactly("auto-generated");
        var contents = (MimeMultipart) received().getContent();
        assertThat(contents.getContentType()).startsWith("multipart/alternative");
        assertThat(contents.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
                .isEqualTo("shop failed: <b>ü</b>\nmore\n\n%s\n".formatted(Sample.URL));
        assertThat(contents.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(contents.getBodyPart(1).getContent().toString())
                .contains("shop failed: &lt;b&gt;ü&lt;/b&gt;<br>")
                .contains("<a href=\"%s\">".formatted(Sample.URL));
    }

    @Test
    void hostileText_isNoHeader() throws Exception {
        var evil = "failed\r\nBcc: eve@example.com\r\n\r\nbody \0 \u2028" + "x".repeat(5_000);

        assertThat(tell(Sample.of(7, Topic.FAILED, evil, List.of(evil, ".\r\nQUIT\r\n"))))
                .isInstanceOf(Told.Delivered.class);

        assertThat(greenMail.getReceivedMessages()).hasSize(2);
        assertThat(received().getHeader("Bcc")).isNull();
        assertThat(received().getSubject())
                .startsWith("failed Bcc: eve@example.com body")
                .hasSize(150);
    }

    @Test
    void repetition_hasTheSameId_andAnotherNoticeHasNot() throws Exception {
        tell(Sample.of(7, Topic.FAILED, "a", List.of()));
        tell(Sample.of(7, Topic.FAILED, "a", List.of()));
        tell(Sample.of(8, Topic.FAILED, "a", List.of()));

        var ids = new HashSet<String>();
        for (var message : greenMail.getReceivedMessages()) {
            ids.add(message.getMessageID());
        }
        assertThat(ids).hasSize(2).allMatch(it -> it.endsWith("@example.com>"));
    }

    @ParameterizedTest
    @EnumSource
    void everyTopic_canBeTold(Topic topic) {
        assertThat(tell(Sample.of(topic))).isInstanceOf(Told.Delivered.class);
    }

    @Test
    void whatIsMissing_isSaid() {
        var without = new EmailNotifier(Optional::empty).tell(Sample.ofLock(), Sample.context(SETTINGS));
        var ownerless = tell(new Mail.Server("127.0.0.1", 1, Tls.NONE, null, null, null), Sample.ofLock());

        assertThat(without.answer()).contains("set smtp in the server's configuration file");
        assertThat(ownerless.answer()).contains("set from");
    }

    @Test
    void serverThatIsDown_orRefusesThePassword_isAskedAgain() {
        var wrong = tell(server("wrong-pass"), Sample.ofLock());
        var server = server("swordfish99");
        greenMail.stop();
        var down = tell(server, Sample.ofLock());

        assertThat(wrong).isInstanceOf(Told.Failed.class);
        assertThat(wrong.answer()).contains("535").doesNotContain("wrong-pass");
        assertThat(down).isInstanceOf(Told.Failed.class);
        assertThat(down.answer()).contains("127.0.0.1");
    }

    @Test
    void serverWithoutEncryption_getsNothing_ifItIsRequired() {
        var strict = new Mail.Server(
                "127.0.0.1",
                greenMail.getSmtp().getPort(),
                Tls.STARTTLS,
                "waybill",
                "swordfish99",
                "waybill@example.com");

        assertThat(tell(strict, Sample.ofLock()).answer()).contains("STARTTLS");
        assertThat(greenMail.getReceivedMessages()).isEmpty();
    }
}
