package dev.waybill.cli.lookups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.sightings.PastSighting;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs around environments, against a real server where shop has had two versions. */
@Tag("processes")
class EnvironmentVerbsTest {
    @TempDir
    Path directory;

    private TestServer server;
    private Client client;
    private TestCli waybill;
    private TestRepository repository;
    private String first;
    private String second;

    @BeforeEach
    void start() throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        server = TestServer.start(directory.resolve("data"), null);
        client = server.client();
        waybill = new TestCli(server.url(), server.token(), directory);
        client.app("shop", repository, "cat readme");
        first = repository.git("rev-parse", "HEAD");
        client.awaitEnd(client.deploy("shop", ""));
        second = repository.commit("readme", "better\n");
        client.awaitEnd(client.deploy("shop", ""));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static String shortened(String sha) {
        return sha.substring(0, 10);
    }

    @Test
    void rollback_goesBack_andTheEnvironmentSaysSo() throws Exception {
        var dry = waybill.run("rollback", "shop", "in", "production", "--because", "prices", "--dry-run");
        var done = waybill.run("rollback", "shop", "production", "--because", "prices", "--follow");
        var status = waybill.run("status", "shop", "in", "production");

        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out().lines().toList())
                .contains("would deploy   main (%s) to shop/production".formatted(shortened(first)))
                .anyMatch(line -> line.startsWith("live now       %s (main) since ".formatted(shortened(second))))
                .contains("changes        0 commits added, 1 lost", "runs           cat readme")
                .anyMatch(line -> line.startsWith("from waybill   ") && line.contains("WAYBILL_ROLLBACK"));
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains("hello");
        assertThat(status.out().lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("shop/production#3  succeeded  ");
        assertThat(status.err().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("live         %s (main) since".formatted(shortened(first))),
                        line -> assertThat(line).startsWith("ref          main"),
                        line -> assertThat(line)
                                .startsWith("quarantined  " + shortened(second))
                                .endsWith(" by admin: prices"));
        assertThat(waybill.run("rollback", "shop", "in", "production", "--because", "x", "--to", "3")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void acknowledge_saysThatSomebodyKnowsWhatIsLive() throws Exception {
        PastSighting.put(server, "shop");
        var before = waybill.run("status", "shop", "in", "production");
        var done = waybill.run("auto", "acknowledge", "shop", "in", "production");
        var after = waybill.run("status", "shop", "in", "production");

        assertThat(before.err())
                .contains("seen    dddddddddd (Heroku release v42); not what shop/production#2 deployed\n");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.err()).contains("acknowledged: Heroku release v42, " + "d".repeat(40));
        assertThat(after.err()).contains("not what shop/production#2 deployed, as admin knows");
    }

    @Test
    void judge_endsAQuarantine_forAReason() throws Exception {
        var faulty = waybill.run("judge", "shop/production#2", "faulty");
        var bare = waybill.run("judge", "shop/production#2", "good");
        var good = waybill.run("judge", "shop/production#2", "good", "--because", "it was the cache", "--json");

        assertThat(faulty.out()).isEqualTo("shop/production#2  faulty");
        assertThat(bare.code()).isEqualTo(1);
        assertThat(bare.err()).contains("--because: is required");
        assertThat(good.json().at("/judgement/reason").asString()).isEqualTo("it was the cache");
    }

    @Test
    void promote_bringsWhatIsLive() throws Exception {
        var done = waybill.run("promote", "shop", "production", "to", "staging", "--because", "to try it", "--json");
        client.awaitEnd(done.json());
        var overview = waybill.run("overview");

        assertThat(done.json().at("/sha").asString()).isEqualTo(second);
        assertThat(done.json().at("/reason").asString()).isEqualTo("to try it");
        assertThat(overview.out().lines().toList())
                .containsExactly("app   production     staging", "shop  %1$s #2  %1$s #1".formatted(shortened(second)));
        assertThat(waybill.run("overview", "--json").json().at("/apps/0/app").asString())
                .isEqualTo("shop");
    }

    @Test
    void why_endsWithThree_andEveryReason() throws Exception {
        var free = waybill.run("why", "shop", "in", "production", "--as", "me");
        waybill.run("judge", "shop/production#2", "faulty");
        var held = waybill.run("why", "shop", "production");
        client.put("/api/0/drain/", Map.of());
        var drained = waybill.run("why", "shop", "in", "production", "--as", "me", "--ref", first, "--json");

        assertThat(free.code()).as(free.err()).isZero();
        assertThat(free.out())
                .isEqualTo("nothing blocks a deploy of shop to production (main, %s)".formatted(shortened(second)));
        assertThat(held.code()).isEqualTo(3);
        assertThat(held.out()).startsWith("QUARANTINED: ");
        assertThat(held.err()).contains("is blocked");
        assertThat(drained.code()).isEqualTo(3);
        assertThat(drained.json().at("/blockers").findValuesAsString("code"))
                .containsExactly("OLDER_THAN_LIVE", "DRAINING");
    }

    @Test
    void deploy_isRefused_ifWhatWasSeenHasChanged() throws Exception {
        var moved = waybill.run("deploy", "shop", "--expect-live", first);
        var same = waybill.run("deploy", "shop", "--expect-live", second, "--expect-sha", second, "--dry-run");

        assertThat(moved.code()).isEqualTo(3);
        assertThat(moved.err()).contains("CHANGED_SINCE_SEEN: ");
        assertThat(same.code()).as(same.err()).isZero();
        assertThat(waybill.run("list", "--json").json()).hasSize(2);
    }

    @Test
    void verbs_sayHowItIsSaid() throws Exception {
        for (var usage : new String[][] {
            {"why", "shop"},
            {"why", "shop", "at", "production"},
            {"rollback", "shop", "in", "production"},
            {"rollback", "shop", "--because", "x"},
            {"promote", "shop", "staging", "production"},
            {"judge", "shop/production#1"}
        }) {
            assertThat(waybill.run(usage).code()).as(String.join(" ", usage)).isEqualTo(2);
        }
        for (var unknown : new String[][] {
            {"why", "shpo", "in", "production"},
            {"why", "shop", "in", "production", "--ref", "nosuch"},
            {"promote", "shop", "nowhere", "to", "production"},
            {"judge", "shop/production#2", "mediocre"}
        }) {
            assertThat(waybill.run(unknown).code())
                    .as(String.join(" ", unknown))
                    .isEqualTo(1);
        }
    }

    @Test
    void where_saysHowFarACommitHasCome() throws Exception {
        client.put("/api/0/apps/shop/", Map.of("environments", Map.of("production", Map.of(), "staging", Map.of())));

        var third = repository.commit("readme", "best\n");
        waybill.run("why", "shop", "in", "production", "--ref", "main"); // so that it is known here

        var old = waybill.run("where", first.substring(0, 7));
        var coming = waybill.run("where", third);
        var unknown = waybill.run("where", "is", "0123456789");

        assertThat(old.code()).as(old.err()).isZero();
        assertThat(old.out().lines().toList())
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("where"),
                        line -> assertThat(line).matches("shop/production +yes .*shop/production#1 +-"),
                        line -> assertThat(line).matches("shop/staging +no +- +- +not requested"));
        assertThat(coming.code()).as(coming.err()).isZero();
        assertThat(coming.out().lines().toList().get(1)).matches("shop/production +no +- +- +not requested");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("no repository had a commit 0123456789");
    }

    @Test
    void where_saysThatACommitWasRolledBack() throws Exception {
        waybill.run("rollback", "shop", "production", "--because", "prices", "--follow");

        var gone = waybill.run("where", second.substring(0, 7));
        var json = waybill.run("where", second, "--json").json();

        assertThat(gone.out().lines().toList().getLast())
                .matches("shop/production +no +- +- +rolled back from shop/production#2 by admin with"
                        + " shop/production#3 at .*; quarantined by admin");
        assertThat(json.at("/places/0/rolledBack/deploy").asString()).isEqualTo("shop/production#3");
    }

    @Test
    void rollback_saysWhatItPassesOver() throws Exception {
        waybill.run("judge", "shop/production#2", "faulty", "--because", "prices");
        repository.commit("readme", "third\n");
        waybill.run("deploy", "shop", "--because", "mends it", "--follow");

        var dry = waybill.run("rollback", "shop", "production", "--because", "worse", "--dry-run");
        var done = waybill.run("rollback", "shop", "production", "--because", "worse");
        var status = waybill.run("status", "shop/production#4");

        var words =
                "skips shop/production#2 (%s), which admin judged faulty: \"prices\"".formatted(second.substring(0, 7));
        assertThat(dry.out()).contains("warning", words);
        assertThat(done.err()).contains(words);
        assertThat(status.out()).contains(words);
    }

    @Test
    void warningLock_isShownToWhoDeploys() throws Exception {
        waybill.run("lock", "shop", "in", "production", "--kind", "warning", "--because", "release week");

        var words = "admin warns about production of shop: \"release week\"";
        assertThat(waybill.run("deploy", "shop", "--dry-run").out()).contains(words);
        assertThat(waybill.run("deploy", "shop").err()).contains("Note: " + words);
        assertThat(waybill.run("deploy", "shop", "--follow").err()).contains("Note: " + words);
        assertThat(waybill.run("promote", "shop", "production", "to", "staging").err())
                .doesNotContain("warns");
    }

    @Test
    void list_showsWhatIsQuarantined() throws Exception {
        waybill.run("judge", "shop/production#2", "faulty", "--because", "prices");

        assertThat(waybill.run("list").out().lines().filter(line -> line.startsWith("shop/production#2")))
                .singleElement()
                .asString()
                .endsWith("quarantined by admin");
    }

    @Test
    void overview_showsLocks() throws Exception {
        waybill.run("lock", "shop", "in", "production", "for", "30m", "because", "db migration");

        assertThat(waybill.run("overview").out()).contains("hard lock by admin");
    }
}
