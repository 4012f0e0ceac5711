package dev.waybill.forge.github;

import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.forge.fake.SkippingTime;
import dev.waybill.forge.http.Http;
import dev.waybill.forge.http.Timing;
import dev.waybill.spi.Secret;
import dev.waybill.vcs.Sha;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** A fake GitHub, and what talks to it. */
final class GitHubFixture implements AutoCloseable {
    static final Sha SHA = new Sha("a".repeat(40));
    static final Sha OTHER = new Sha("b".repeat(40));

    final FakeGitHub fake = FakeGitHub.start();
    final SkippingTime time = new SkippingTime();
    final Http http = new Http(time, "1.0", Map.of(), Timing.USUAL);
    final GitHub github = with(new Credential.Token(() -> new Secret(FakeGitHub.TOKEN)));

    GitHub with(Credential credential) {
        return with(credential, http);
    }

    GitHub with(Credential credential, Http by) {
        return new GitHub(URI.create(fake.url()), FakeGitHub.REPOSITORY, credential, by);
    }

    GitHub asApp() {
        return with(new Credential.App(FakeGitHub.APP_ID, () -> new Secret(fake.privateKey())));
    }

    /** Waits no longer than a moment for answers. */
    Http hasty() {
        return new Http(
                time,
                "1.0",
                Map.of(),
                new Timing(Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofSeconds(1)));
    }

    @Override
    public void close() {
        http.close();
        fake.close();
    }
}
