package dev.waybill.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.waybill.deploys.Door;
import dev.waybill.locks.LockScope;
import dev.waybill.locks.Locks;
import dev.waybill.requests.Target;
import dev.waybill.vcs.git.Git;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * All orders, rather than some, in which two servers and others get at one lane. As SQLite has one writer, what comes in between each
 * other are reads and whole transactions.
 */
class LaneRaceTest {
    /** In memory, where the machine has that: nothing here is worth a wait for a disk. */
    @TempDir(factory = InMemory.class)
    Path directory;

    private final Logger log = (Logger) LoggerFactory.getLogger("dev.waybill");
    private final Level level = log.getLevel();
    private long lastRace;

    @BeforeEach
    void silence() {
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void speak() {
        log.setLevel(level);
    }

    /** Sets a race up, the same each time. */
    private interface Course {
        void prepare(Race race) throws InterruptedException;
    }

    @Test
    @Timeout(600)
    void aLock_isNeverOverrun_inWhateverOrder() throws Exception {
        try (var stage = new Stage(directory.resolve("worlds.db"))) {
            var git = Git.open(directory.resolve("git"));
            long commits;
            try (var rehearsal = new Race(lastRace++, stage, directory.resolve("hosts"), git, true)) {
                rehearsal.finish(rehearsal.request(2, Door.API));
                commits = rehearsal.untilOver();
            }
            playAll("lock", stage, git, race -> {
                race.finish(race.request(2, Door.API));
                var end = race.untilAboutTo(commits);
                race.finish(race.request(1, Door.API));
                race.finish(race.request(3, Door.API));
                addRounds(race);
                race.add(race.untilWrite(race.thread(() -> {
                    var app = race.scene.apps.getFirst();
                    race.locks.take(race.server(), LockScope.of(app), Locks.Wish.endless("mine"), race.scene.bob);
                    race.locks.release(race.server(), LockScope.of(app), race.scene.bob);
                })));
                race.add(end);
            });
        }
    }

    @Test
    @Timeout(600)
    void whatIsLive_isNeverOverrun_inWhateverOrder() throws Exception {
        try (var stage = new Stage(directory.resolve("worlds.db"))) {
            playAll("live", stage, Git.open(directory.resolve("git")), race -> {
                race.finish(race.request(1, Door.AUTOMATION));
                addRounds(race);
                race.add(race.untilWrite(race.request(2, Door.API)));
                race.addEnd();
            });
        }
    }

    @Test
    @Timeout(600)
    void aRollback_goesBackFromWhatIsLive_inWhateverOrder() throws Exception {
        try (var stage = new Stage(directory.resolve("worlds.db"))) {
            playAll("rollback", stage, Git.open(directory.resolve("git")), race -> {
                race.finish(race.request(0, Door.API));
                race.untilOver();
                race.finish(race.request(1, Door.API));
                race.untilOver();
                race.finish(race.request(2, Door.API));
                race.addRound(race.scene.nodes.getFirst());
                race.add(race.untilRead(race.request(new Target.Back(null, false, false), Door.ROLLBACK)));
                race.addEnd();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(600)
    void whatWaitsItsTurn_isNeverOvertaken_inWhateverOrder(boolean isNewestFirst) throws Exception {
        try (var stage = new Stage(directory.resolve("worlds.db"))) {
            var git = Git.open(directory.resolve("git"));
            long commits;
            try (var rehearsal = new Race(lastRace++, stage, directory.resolve("hosts"), git, false)) {
                rehearsal.finish(rehearsal.request(1, Door.API));
                commits = rehearsal.untilOver();
            }
            playAll("turn", stage, git, false, race -> {
                race.finish(race.request(1, Door.API));
                var end = race.untilAboutTo(commits);
                race.finish(race.request(2, Door.API));
                race.finish(race.request(3, Door.API));
                addRounds(race);
                race.add(end);
                race.addRest(isNewestFirst);
            });
        }
    }

    private static void addRounds(Race race) throws InterruptedException {
        for (var node : race.scene.nodes) {
            race.addRound(node);
        }
    }

    private void playAll(String name, Stage stage, Git git, Course course) throws InterruptedException {
        playAll(name, stage, git, true, course);
    }

    private void playAll(String name, Stage stage, Git git, boolean isAllKinKnown, Course course)
            throws InterruptedException {
        var orders = new Orders();
        var played = 0;
        do {
            try (var race = new Race(lastRace++, stage, directory.resolve("hosts"), git, isAllKinKnown)) {
                course.prepare(race);
                played += race.isPlayed(orders) ? 1 : 0;
            }
        } while (orders.next());
        System.err.println("%s: %,d orders were played".formatted(name, played));
        assertThat(played).isGreaterThan(10);
    }
}
