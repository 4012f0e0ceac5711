package dev.waybill.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.errors.Unavailable;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class WorldTest {
    private final World world = new World(Dice.loaded());

    @Test
    void kill_endsAThread_whoseLastCommitIsCutOff() throws InterruptedException {
        var went = new ArrayList<String>();
        World.CutOff server = () -> true;
        var thread = world.start(server, "a thread", () -> {
            try {
                world.write(() -> went.add("commit"));
            } catch (Unavailable e) {
                went.add("on");
            }
        });
        world.step(thread); // up to its commit

        world.kill(server);
        world.step(thread);

        assertThat(thread.done).isTrue();
        assertThat(went).isEmpty();
    }
}
