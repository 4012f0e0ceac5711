package dev.waybill.watches;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.refs.RemoteRefs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Servers share repositories; those that hang, die or are late do no harm; once for each database. */
abstract class WatchingServersContract extends WatchedFixture {
    @Test
    void hangingRepository_holdsUpNoOther() throws Exception {
        var hangs = new CountDownLatch(1);
        var shop = apps.app("shop", url());
        apps.app("hangs", "file:///hangs");
        apps.start("anna", Set.of("anna"), (remote, wish) -> {
            if (remote.url().text().endsWith("hangs")) {
                hangs.await();
            }
            return apps.git(remote, wish);
        });
        apps.look(shop);
        repository.commit("readme", "better\n");
        apps.look(shop);

        assertThat(apps.told()).hasSize(2);
    }

    @Test
    void repositoryOfADeadServer_isTakenOver() throws Exception {
        var app = apps.app("shop", url());
        var living = ConcurrentHashMap.<String>newKeySet();
        living.addAll(Set.of("anna", "bert"));
        var owner = new Owners("anna", living).isOwn(Repository.key(app)) ? "anna" : "bert";
        var other = owner.equals("anna") ? "bert" : "anna";
        var dead = apps.start(owner, living, apps::git);
        apps.look(app);
        dead.close();
        apps.start(other, living, apps::git);
        repository.commit("readme", "better\n");
        apps.watches.lookNow(app);
        living.remove(owner);
        apps.time.pass(Duration.ofSeconds(5));
        apps.awaitAnswered();

        assertThat(apps.told()).hasSize(2);
    }

    /** Two servers believe that a repository is theirs, and the slower one has seen an older state. */
    @Test
    void lookThatWasOvertaken_doesNotCount() throws Exception {
        var app = apps.app("shop", url());
        var slow = new SlowSource();
        apps.start();
        apps.look(app);
        apps.start("bert", Set.of("bert"), slow);
        apps.watches.lookNow(app);
        slow.hasSeen.await();
        var version = apps.version(app);
        repository.commit("readme", "better\n");
        apps.time.pass(Duration.ofMinutes(3));
        while (apps.told().isEmpty()) {
            Pause.briefly();
        }
        slow.goesOn.countDown();
        apps.look(app);

        assertThat(apps.version(app)).isGreaterThan(version);
        assertThat(apps.told()).hasSize(2).noneMatch(it -> it.endsWith(" main~1"));
        assertThat(apps.refs(app)).containsEntry("HEAD", repository.git("rev-parse", "HEAD"));
    }

    /** Every server believes for a while that it is the only one, as after a network failure. */
    @Test
    void randomPushes_areToldWithoutGaps_whileServersAreKilled() throws Exception {
        var pushes = new RandomPushes(17);
        var app = apps.app("shop", url());
        var servers = new ArrayList<RunningWatcher>();
        servers.add(apps.start("anna", Set.of("anna"), pushes));
        apps.look(app);
        var state = new TreeMap<>(apps.refs(app));
        for (var i = 0; i < 60; i++) {
            pushes.push();
            apps.watches.lookNow(app);
            apps.time.pass(Duration.ofSeconds(pushes.below(4)));
            if (pushes.below(4) == 0 && servers.size() > 1) {
                servers.remove(pushes.below(servers.size())).close();
            } else if (servers.size() < 3) {
                var name = "node" + i;
                servers.add(apps.start(name, Set.of(name), pushes));
            }
            Pause.briefly();
        }
        while (!apps.refs(app).equals(pushes.current())) {
            apps.watches.lookNow(app);
            Pause.briefly();
        }

        for (var event : apps.events()) {
            var ref = String.valueOf(event.data().get("ref"));
            assertThat(event.data().get("previous")).as(apps.told().toString()).isEqualTo(state.get(ref));
            assertThat(event.data().get("sha")).isNotEqualTo(state.get(ref));
            state.compute(ref, (_, _) -> (String) event.data().get("sha"));
        }
        assertThat(state).isEqualTo(pushes.current());
        assertThat(apps.events()).hasSizeGreaterThan(10);
    }

    private final class SlowSource implements RefSource {
        private final CountDownLatch hasSeen = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);

        @Override
        public RemoteRefs refs(Remote remote, Wish wish) throws IOException, InterruptedException {
            var refs = apps.git(remote, wish);
            hasSeen.countDown();
            goesOn.await();
            return refs;
        }
    }
}
