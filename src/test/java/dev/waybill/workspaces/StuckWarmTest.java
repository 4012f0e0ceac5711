package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.BusyMount;
import org.junit.jupiter.api.Test;

/** Warm workspaces that cannot be deleted are in nobody's way. Skipped without permission to mount. */
class StuckWarmTest extends WarmFixture {
    @Test
    void checkOut_isFresh_andTheNextIsWarm_ifTheWorkspaceCannotBeDeleted() throws Exception {
        leave("mkdir mounted");
        try (var mount = mount()) {
            assertLikeFresh("second");
            leave("mkdir mounted");
            mount.release();
            removeLeft();
            mount.assertIntact();
        }
        assertLikeFresh("second");
        assertThat(said).containsExactly("checking out the commit in a warm workspace");
    }

    @Test
    void remove_movesAWorkspaceOutOfTheWay_thatCannotBeDeleted_andOneAfterIt() throws Exception {
        leave("mkdir mounted");
        try (var mount = mount()) {
            sources.remove(WARM);
            leave("true");
            sources.remove(WARM);
            assertThat(sources.names()).doesNotContain(WARM);
            leave("true");
            mount.release();
            removeLeft();
            mount.assertIntact();
        }
        assertLikeFresh("second");
        assertThat(said).containsExactly("checking out the commit in a warm workspace");
    }

    private static BusyMount mount() throws Exception {
        return BusyMount.on(
                directory.resolve("data/workspaces").resolve(WARM).resolve("mounted"), directory.resolve("host"));
    }

    private void removeLeft() throws Exception {
        for (var name : sources.names()) {
            if (name.contains("~")) {
                sources.remove(name);
            }
        }
        assertThat(sources.names()).noneMatch(name -> name.contains("~"));
    }
}
