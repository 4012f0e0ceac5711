package dev.waybill.forge.github;

import static dev.waybill.forge.github.GitHubFixture.SHA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.Pause;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.forge.http.Login;
import dev.waybill.spi.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many apps use one GitHub App. */
class InstallationTokensTest {
    private final GitHubFixture server = new GitHubFixture();
    private final InstallationTokens tokens = new InstallationTokens();

    @AfterEach
    void close() {
        server.close();
    }

    private GitHub client(String key) {
        var app = new Credential.App(FakeGitHub.APP_ID, () -> new Secret(key));
        return new GitHub(URI.create(server.fake.url()), FakeGitHub.REPOSITORY, app, server.http, tokens);
    }

    @Test
    void oneToken_servesAllClientsOfAnInstallation_alsoAtOnce() throws Exception {
        var tasks = new ArrayList<Callable<Object>>();
        for (var i = 0; i < 10; i++) {
            var client = client(server.fake.privateKey());
            tasks.add(() -> client.checks(SHA));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isEqualTo(List.of());
            }
        }

        assertThat(server.fake.installationTokens()).isEqualTo(1);
    }

    @Test
    void tokenThatWasRefused_isForgottenForAll() throws Exception {
        var one = client(server.fake.privateKey());
        var other = client(server.fake.privateKey());
        one.checks(SHA);
        other.checks(SHA);
        server.time.pass(Duration.ofMinutes(1));
        server.fake.expireInstallationTokens();

        one.checks(SHA);
        other.checks(SHA);

        assertThat(server.fake.installationTokens()).isEqualTo(2);
    }

    @Test
    void tokenOfOneKey_servesNoOther() throws Exception {
        client(server.fake.privateKey()).checks(SHA);
        var stranger = client("no key");

        assertThatThrownBy(() -> stranger.checks(SHA)).hasMessageContaining("the private key of the App 12");
        client(server.fake.privateKeyInPkcs8()).checks(SHA);
        assertThat(server.fake.installationTokens()).isEqualTo(2);
    }

    @Test
    void failureToIssueAToken_isThatOfAllWhoWaited() throws Exception {
        var asked = new AtomicInteger();
        var answered = new CountDownLatch(1);
        var token = new InstallationToken(7);
        var asApp = new JsonClient(
                server.http, URI.create(server.fake.url()), GitHub.DIALECT, unreachable(asked, answered));
        var failures = new ConcurrentLinkedQueue<Exception>();
        var threads = Stream.generate(() -> Thread.ofPlatform().start(() -> ask(token, asApp, failures)))
                .limit(10)
                .toList();
        while (threads.stream()
                        .filter(it -> it.getState() == Thread.State.BLOCKED)
                        .count()
                < 9) {
            Pause.briefly();
        }
        answered.countDown();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(failures).hasSize(10).hasOnlyElementsOfType(ForgeFailure.class);
        assertThat(asked).hasValue(1);
        assertThatThrownBy(() -> token.get(asApp)).isInstanceOf(ForgeFailure.class);
        assertThat(asked).as("later, it is asked again").hasValue(2);
    }

    private static void ask(InstallationToken token, JsonClient asApp, Collection<Exception> failures) {
        try {
            token.get(asApp);
        } catch (ForgeFailure | InterruptedException e) {
            failures.add(e);
        }
    }

    private static Login unreachable(AtomicInteger asked, CountDownLatch answered) {
        return new Login() {
            @Override
            public Secret token() throws ForgeFailure, InterruptedException {
                asked.incrementAndGet();
                answered.await();
                throw new ForgeFailure(ForgeFailure.Kind.UNREACHABLE, "no answer within 10 seconds");
            }

            @Override
            public boolean isRenewed(Secret refused, Optional<Instant> at) {
                return false;
            }
        };
    }
}
