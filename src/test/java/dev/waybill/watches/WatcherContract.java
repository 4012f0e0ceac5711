package dev.waybill.watches;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A server looks at real repositories, and tells every change once; once for each database. */
abstract class WatcherContract extends WatchedFixture {
    private String sha(String name) throws Exception {
        return repository.git("rev-parse", name).substring(0, 7);
    }

    @Test
    void changes_areTold_inTheirOrder() throws Exception {
        var app = apps.app("shop", url());
        apps.start();
        apps.look(app);
        var first = sha("main");
        repository.commit("readme", "better\n");
        repository.git("tag", "v1");
        apps.look(app);
        var second = sha("main");
        repository.git("commit", "--amend", "--quiet", "--message", "Other");
        repository.git("tag", "--force", "v1");
        repository.git("tag", "other");
        apps.look(app);
        var third = sha("main");
        repository.git("tag", "--delete", "v1");
        apps.look(app);

        assertThat(apps.told())
                .containsExactly(
                        "shop ref.moved HEAD %s %s".formatted(first, second),
                        "shop ref.moved refs/heads/main %s %s".formatted(first, second),
                        "shop ref.created refs/tags/v1 - %s".formatted(second),
                        "shop ref.moved HEAD %s %s".formatted(second, third),
                        "shop ref.moved refs/heads/main %s %s".formatted(second, third),
                        "shop ref.moved refs/tags/v1 %s %s".formatted(second, third),
                        "shop ref.deleted refs/tags/v1 %s -".formatted(third));
        assertThat(apps.refs(app)).containsOnlyKeys("HEAD", "refs/heads/main");
    }

    @Test
    void deletedBranch_thatIsCreatedAgain_isTold() throws Exception {
        apps.wishes.put("shop", Wish.of(Set.of("next"), Set.of(), Pace.PROMPT));
        var app = apps.app("shop", url());
        apps.start();
        apps.look(app);
        assertThat(apps.freshness(app, "next"))
                .startsWith("the repository has no branch, tag or commit \"next\"; seen ");
        repository.git("branch", "next");
        apps.look(app);
        repository.git("branch", "--delete", "--force", "next");
        apps.look(app);
        repository.git("branch", "next");
        apps.look(app);

        assertThat(apps.told())
                .extracting(it -> it.split(" ")[1])
                .containsExactly("ref.created", "ref.deleted", "ref.created");
        assertThat(apps.freshness(app, "next")).startsWith("seen ");
    }

    @Test
    void changesDuringAnOutageOfTheServer_areTold_afterwards() throws Exception {
        var app = apps.app("shop", url());
        var server = apps.start();
        apps.look(app);
        server.close();
        repository.commit("readme", "better\n");
        apps.start();
        apps.look(app);

        assertThat(apps.told()).hasSize(2).allMatch(it -> it.startsWith("shop ref.moved"));
    }

    @Test
    void appsWithOneRepository_shareItsLooks_andEachIsTold() throws Exception {
        var shop = apps.app("shop", url());
        var blog = apps.app("blog", url());
        apps.start();
        apps.look(shop);
        repository.commit("readme", "better\n");
        var before = apps.looks.get();
        apps.look(blog);

        assertThat(apps.looks.get()).isEqualTo(before + 1);
        assertThat(apps.told())
                .extracting(it -> it.split(" ")[0])
                .containsExactlyInAnyOrder("shop", "shop", "blog", "blog");
        assertThat(apps.refs(shop)).isEqualTo(apps.refs(blog));
    }

    @Test
    void appsWithOtherCredentials_doNotShareLooks() {
        apps.app("shop", "https://git.example.com/acme/shop");
        apps.app("blog", "https://git.example.com/acme/shop");
        assertThat(apps.repositories()).hasSize(1);

        apps.change(
                "blog",
                "https://git.example.com/acme/shop",
                Map.of("credentials", Map.of("username", "ann", "password", Map.of("env", "PASSWORD"))));
        assertThat(apps.repositories()).hasSize(2);
    }

    @Test
    void appThatIsNewAtARepository_isToldNothingOld() throws Exception {
        var shop = apps.app("shop", url());
        apps.start();
        apps.look(shop);
        var blog = apps.app("blog", url());
        apps.time.pass(Duration.ofSeconds(5));
        while (apps.refs(blog).isEmpty()) {
            Pause.briefly();
        }

        assertThat(apps.told()).isEmpty();
    }

    @Test
    void repositoryThatVanishes_isShown_andLookedAtLessAndLess() throws Exception {
        var app = apps.app("shop", url());
        apps.start();
        apps.look(app);
        var elsewhere = repository.path().resolveSibling("elsewhere");
        Files.move(repository.path(), elsewhere);
        apps.look(app);
        apps.time.pass(Duration.ofSeconds(1));
        apps.look(app);

        assertThat(apps.freshness(app, "main"))
                .matches(
                        "not seen since \\d\\d:\\d\\d:\\d\\d UTC \\(\\d+ s\\), next look in (1[6-9]|2[0-2]) s: not found: .*");
        assertThat(Watches.unseen(apps.db, List.of(app), apps.time.now())).containsOnlyKeys(app.id());
        assertThat(apps.told()).isEmpty();

        Files.move(elsewhere, repository.path());
        repository.commit("readme", "better\n");
        apps.time.pass(Duration.ofMinutes(1));
        while (apps.told().isEmpty()) {
            Pause.briefly();
        }
        assertThat(apps.freshness(app, "main")).startsWith("seen ");
    }

    @Test
    void repositoryThatMoves_keepsWhatWasSeen() throws Exception {
        var app = apps.app("shop", url());
        apps.start();
        apps.look(app);
        repository.git(
                "clone",
                "--quiet",
                "--bare",
                ".",
                directory.resolve("moved.git").toString());
        repository.commit("readme", "better\n");
        repository.git("push", "--quiet", directory.resolve("moved.git").toString(), "main");
        apps.change("shop", "file://" + directory.resolve("moved.git"), Map.of());
        apps.time.pass(Duration.ofSeconds(5));
        while (apps.told().size() < 2) {
            Pause.briefly();
        }

        assertThat(apps.told())
                .contains("shop ref.moved refs/heads/main %s %s".formatted(sha("main~1"), sha("main")))
                .hasSize(2);
    }

    @Test
    void deletedApp_isNotLookedAt_andForgotten() throws Exception {
        var app = apps.app("shop", url());
        apps.start();
        apps.look(app);
        apps.delete(app);

        assertThat(apps.repositories()).isEmpty();
        assertThat(apps.refs(app)).isEmpty();
    }
}
