package dev.waybill.origins;

import dev.waybill.access.Access;
import dev.waybill.access.User;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.AppsLimit;
import dev.waybill.apps.config.AppReader;
import dev.waybill.apps.config.Plugins;
import dev.waybill.apps.config.TestPlugins;
import dev.waybill.deploys.AppRemoval;
import dev.waybill.events.Events;
import dev.waybill.forge.AppForge;
import dev.waybill.forge.Forge;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.forge.fake.SkippingTime;
import dev.waybill.forge.github.Credential;
import dev.waybill.forge.github.GitHub;
import dev.waybill.forge.http.Http;
import dev.waybill.forge.http.Timing;
import dev.waybill.spi.Secret;
import dev.waybill.store.Database;
import dev.waybill.store.Db;
import dev.waybill.store.Observer;
import dev.waybill.vcs.Sha;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An app on a database, its repository at GitHub, and what is known of it. */
abstract class OriginsFixture {
    static final Duration PATIENT = Duration.ofMinutes(1);

    final SkippingTime time = new SkippingTime();
    final FakeGitHub github = FakeGitHub.start();
    private final Http http = new Http(time, "1.0", Map.of(), Timing.USUAL);
    private final Http hasty = new Http(
            time, "1.0", Map.of(), new Timing(Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofSeconds(1)));
    private final Map<String, Forge> forges = new HashMap<>();
    private Db db;
    private Apps apps;
    Origins origins;
    App shop;

    abstract Database database(Path directory) throws Exception;

    @BeforeEach
    final void open(@TempDir Path directory) throws Exception {
        db = Db.open(database(directory), time, Observer.NONE);
        apps = new Apps(db, new Events(time), time, AppsLimit.ofMemory());
        origins = new Origins(
                db,
                time,
                (app, _) -> Optional.ofNullable(forges.get(app)).map(it -> new AppForge(it, null, false)),
                Executors.newVirtualThreadPerTaskExecutor());
        shop = app("shop", FakeGitHub.TOKEN);
    }

    @AfterEach
    final void close() {
        origins.close();
        http.close();
        hasty.close();
        db.close();
        github.close();
    }

    /** An app of the same repository. */
    final App app(String name, String token) {
        forges.put(name, github(token, http));
        return withoutCodeHost(name);
    }

    /** One that waits no longer than a moment for answers. */
    final App hasty() {
        forges.put("hasty", github(FakeGitHub.TOKEN, hasty));
        return withoutCodeHost("hasty");
    }

    private GitHub github(String token, Http by) {
        var credential = new Credential.Token(() -> new Secret(token));
        return new GitHub(URI.create(github.url()), FakeGitHub.REPOSITORY, credential, by);
    }

    final App withoutCodeHost(String name) {
        var reader = new AppReader(new Plugins(TestPlugins.PROVIDERS, List.of(), TestPlugins.NOTIFIERS, List.of()));
        var settings =
                Map.of("repository", "/repository", "provider", "shell", "provider_config", Map.of("command", "x"));
        return apps.create(new Apps.Draft(name, reader.read(settings).config()), ann());
    }

    private User ann() {
        return db.write(tx -> new Access(db, new Events(time), time).named(tx, "ann"));
    }

    final void delete(App app) {
        new AppRemoval(db, apps).remove(app, ann(), _ -> {});
    }

    /** How many answers the database holds. */
    final int kept() {
        return db.read(handle -> handle.createQuery("select count(*) from origins")
                .mapTo(Integer.class)
                .one());
    }

    static Sha sha(int number) {
        return new Sha("%040x".formatted(number));
    }

    static List<Sha> shas(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(OriginsFixture::sha).toList();
    }

    final void pullRequest(int number, String title, boolean isMerged, Sha commit) {
        github.author(commit.hex(), "ann");
        github.pullRequest(new FakeGitHub.PullRequest(
                number, title, "bob", isMerged, List.of("risky", "ui"), List.of(commit.hex())));
    }

    final Known known(App app, int commits) throws InterruptedException {
        return origins.known(app, shas(commits), PATIENT);
    }

    final int queries() {
        return github.requests("POST /graphql").size();
    }
}
