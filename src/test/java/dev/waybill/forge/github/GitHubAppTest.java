package dev.waybill.forge.github;

import static dev.waybill.forge.github.GitHubFixture.SHA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.spi.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed in as a GitHub App. */
class GitHubAppTest {
    private final GitHubFixture server = new GitHubFixture();
    private final GitHub github = server.asApp();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void oneToken_servesManyRequests() throws Exception {
        github.checks(SHA);
        github.checks(SHA);

        assertThat(server.fake.installationTokens()).isEqualTo(1);
        assertThat(server.fake.answers()).contains(304);
    }

    @Test
    void token_isRenewed_beforeItEnds() throws Exception {
        github.checks(SHA);
        server.time.pass(Duration.ofMinutes(59));
        github.checks(SHA);

        assertThat(server.fake.installationTokens()).isEqualTo(2);
    }

    @Test
    void token_isUsedToItsEnd_ifItCannotBeRenewed() throws Exception {
        github.checks(SHA);
        server.time.pass(Duration.ofMinutes(59));
        server.fake.fail("installation", 502, Map.of(), "", 99);

        assertThat(github.checks(SHA)).isEmpty();
        server.time.pass(Duration.ofMinutes(2));
        refused(Kind.UNREACHABLE, "HTTP 502");
    }

    @Test
    void token_isRenewedOnce_whenItIsRefused() throws Exception {
        github.checks(SHA);
        server.time.pass(Duration.ofMinutes(1));
        server.fake.expireInstallationTokens();

        github.checks(SHA);

        assertThat(server.fake.installationTokens()).isEqualTo(2);
    }

    @Test
    void newToken_isTriedAgain_whenItIsNotKnownYet() throws Exception {
        server.fake.fail("/status", 401, Map.of(), "{\"message\": \"Bad credentials\"}", 1);

        github.checks(SHA);

        assertThat(server.fake.installationTokens()).isEqualTo(1);
        assertThat(server.time.sleeps()).contains(Duration.ofSeconds(1));
    }

    @Test
    void refusals_end() {
        server.fake.fail("/status", 401, Map.of(), "{\"message\": \"Bad credentials\"}", 99);

        refused(Kind.UNAUTHORIZED, "Bad credentials");
        assertThat(server.fake.requests("/status")).hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {-5, -1, 0, 1, 5, 60})
    void clock_canBeWrong_byMinutes(int minutes) throws Exception {
        server.time.jump(Duration.ofMinutes(minutes));

        assertThat(github.checks(SHA)).isEmpty();
        server.time.pass(Duration.ofMinutes(40));
        github.checks(SHA);
        assertThat(server.fake.installationTokens()).isEqualTo(1);
    }

    @Test
    void removedApp_isUnauthorized_untilItIsInstalledAgain() throws Exception {
        github.checks(SHA);
        server.time.pass(Duration.ofMinutes(1));
        server.fake.uninstall();

        refused(Kind.UNAUTHORIZED, "the GitHub App is not installed in acme/shop");
        server.fake.install();
        assertThat(github.checks(SHA)).isEmpty();
    }

    @Test
    void suspendedApp_isUnauthorized() {
        server.fake.suspend();

        refused(Kind.UNAUTHORIZED, "This installation has been suspended");
    }

    @ParameterizedTest
    @ValueSource(strings = {"13", "Iv1.0123456789abcdef"})
    void otherApp_isUnauthorized(String id) {
        var other = server.with(new Credential.App(id, () -> new Secret(server.fake.privateKey())));

        assertThatThrownBy(() -> other.checks(SHA))
                .isInstanceOfSatisfying(
                        ForgeFailure.class, it -> assertThat(it.kind()).isEqualTo(Kind.UNAUTHORIZED));
    }

    @Test
    void key_isReadAgain_andItsAbsenceIsTold() {
        var missing = server.with(new Credential.App(FakeGitHub.APP_ID, () -> {
            throw new IOException("the file /etc/waybill/app.pem does not exist");
        }));

        assertThatThrownBy(() -> missing.checks(SHA))
                .isInstanceOf(ForgeFailure.class)
                .hasMessageContaining("the private key of the App 12 cannot be used: the file /etc/waybill/app.pem");
    }

    private void refused(Kind kind, String words) {
        assertThatThrownBy(() -> github.checks(SHA))
                .isInstanceOfSatisfying(
                        ForgeFailure.class, it -> assertThat(it.kind()).isEqualTo(kind))
                .hasMessageContaining(words)
                .hasMessageNotContaining("ghs_");
    }
}
