package dev.waybill.providers.heroku;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestRepository;
import dev.waybill.receivers.Receivers;
import dev.waybill.spi.Result;
import dev.waybill.spi.Step;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A fake Heroku for each test, whose app shop has a release of another commit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HerokuFixture {
    private static final String OTHER = "b".repeat(40);

    private final Receivers receivers = new Receivers(Map.of(), () -> true, "0");
    TestRepository repository;
    String sha;
    FakeHeroku heroku;
    FakeApp shop;

    @BeforeAll
    final void commit(@TempDir Path directory) throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        sha = repository.git("rev-parse", "HEAD");
    }

    @BeforeEach
    final void open() throws Exception {
        heroku = new FakeHeroku();
        shop = heroku.app("shop");
        shop.released(OTHER);
    }

    @AfterEach
    final void close() {
        heroku.close();
    }

    @AfterAll
    final void closeReceivers() {
        receivers.close();
    }

    /** @param settings in addition to the usual ones, in whose place they can be */
    PlayedDeploy deploy(Map<String, ?> settings) {
        return new PlayedDeploy(repository, sha, false, with(settings));
    }

    PlayedDeploy rollback(Map<String, ?> settings) {
        return new PlayedDeploy(repository, sha, true, with(settings));
    }

    private Map<String, Object> with(Map<String, ?> settings) {
        var all = new HashMap<String, Object>(
                Map.of("app", "shop", "token", PlayedDeploy.token(), "api_root", heroku.url()));
        all.putAll(settings);
        return all;
    }

    /** Plays a deploy, which begins none but the steps that were planned, in their order. */
    Result play(PlayedDeploy deploy) throws InterruptedException {
        var planned =
                provider(deploy).steps(deploy.deploy()).stream().map(Step::name).toList();
        var result = provider(deploy).start(deploy);
        assertThat(planned.stream().filter(deploy.begun::contains)).isEqualTo(deploy.begun);
        return result;
    }

    Receivers receivers() {
        return receivers;
    }

    HerokuProvider provider(PlayedDeploy deploy) {
        return new HerokuProvider(receivers, deploy);
    }

    /** Plays a deploy that is killed at one of its saves, if it gets there, then resumed. */
    Result playKilledAt(PlayedDeploy deploy, int save) throws InterruptedException {
        deploy.killAt = save;
        try {
            return play(deploy);
        } catch (PlayedDeploy.Killed e) {
            return provider(deploy).resume(deploy);
        }
    }
}
