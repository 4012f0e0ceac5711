package dev.waybill.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.errors.Unavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedDatabaseTest {
    private final World world = new World(Dice.loaded());
    private final List<String> went = new ArrayList<>();
    private Stage stage;
    private SimulatedDatabase database;

    @BeforeEach
    void open(@TempDir Path directory) {
        stage = new Stage(directory.resolve("world.db"));
        database = new SimulatedDatabase(world, new LazyCommits(world.dice, stage.snapshots));
        stage.play(database, new SimulatedTime(world, world::now));
        stage.db().write(tx -> tx.handle().execute("create table kept (word text)"));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void lazily(String word) {
        stage.db().writeLazily(tx -> tx.update("insert into kept values (?)", word));
    }

    private void durably(String word) {
        stage.db().write(tx -> tx.update("insert into kept values (?)", word));
    }

    private List<String> kept() {
        return stage.db().rows("select word from kept", row -> row.getString(1), List.of());
    }

    private Actor start(Object server, Runnable work) throws InterruptedException {
        var thread = world.start(server, "a thread", () -> {
            try {
                work.run();
                went.add("on");
            } catch (Unavailable e) {
                went.add("refused");
            }
        });
        world.step(thread); // up to its first use of the database
        return thread;
    }

    @Test
    void kill_endsAThread_whoseLastCommitIsCutOff() throws InterruptedException {
        World.CutOff server = () -> true;
        var thread = start(server, () -> lazily("late"));

        world.kill(server);
        world.step(thread);

        assertThat(thread.done).isTrue();
        assertThat(went).isEmpty();
    }

    @Test
    void goDown_losesLazyCommits_thatNothingHasTakenToTheDisk() throws InterruptedException {
        database.goDownAfter(2);
        var thread = start("a server", () -> {
            lazily("first");
            durably("second");
            lazily("third");
            durably("fourth");
        });
        while (kept().size() < 3) {
            world.step(thread);
        }

        database.goDown(Duration.ofSeconds(1));
        while (!thread.done) {
            world.step(thread);
        }

        assertThat(kept()).containsExactly("first", "second");
        assertThat(went).containsExactly("refused");
    }
}
