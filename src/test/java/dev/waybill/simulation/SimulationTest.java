package dev.waybill.simulation;

import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.waybill.vcs.git.Git;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Random schedules. A failure names its seed; {@code -Dwaybill.seed=N} repeats it. */
class SimulationTest {
    private static final int SCHEDULES = Integer.getInteger("waybill.schedules", 1_500);
    private static final long SEED = Long.getLong("waybill.seed", 1);

    private static final int ON_ONE_DATABASE = 50;

    /** In memory, where the machine has that: nothing here is worth a wait for a disk. */
    @TempDir(factory = InMemory.class)
    Path directory;

    private final Logger log = (Logger) LoggerFactory.getLogger("dev.waybill");
    private final Level level = log.getLevel();

    @BeforeEach
    void silence() {
        if (!Boolean.getBoolean("waybill.loud")) {
            log.setLevel(Level.OFF);
        }
    }

    @AfterEach
    void speak() {
        log.setLevel(level);
    }

    @Test
    @Timeout(7200)
    void promises_areKept_whateverHappens() throws Exception {
        var git = Git.open(directory.resolve("git"));
        for (var first = SEED; first < SEED + SCHEDULES; first += ON_ONE_DATABASE) {
            var database = directory.resolve("worlds-%d.db".formatted(first));
            try (var stage = new Stage(database)) {
                for (var seed = first; seed < Math.min(first + ON_ONE_DATABASE, SEED + SCHEDULES); seed++) {
                    play(seed, stage, git);
                }
            }
            Files.delete(database);
            if ((first + ON_ONE_DATABASE - SEED) % 1_000 == 0) {
                System.err.println("%,d of %,d schedules".formatted(first + ON_ONE_DATABASE - SEED, SCHEDULES));
            }
        }
    }

    private void play(long seed, Stage stage, Git git) throws Exception {
        try (var simulation = new Simulation(seed, stage, directory.resolve("hosts"), git)) {
            simulation.run();
        } catch (AssertionError e) {
            fail(
                    "seed %d, repeat it with -Dwaybill.seed=%d -Dwaybill.schedules=1: %s"
                            .formatted(seed, seed, e.getMessage()),
                    e);
        }
    }
}
