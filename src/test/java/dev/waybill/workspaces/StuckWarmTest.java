package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Warm workspaces that cannot be deleted are in nobody's way. Skipped without permission to mount. */
class StuckWarmTest extends WarmFixture {
    @Test
    void checkOut_isFresh_andTheNextIsWarm_ifTheWorkspaceCannotBeDeleted() throws Exception {
        leave("mkdir mounted");
        try (var _ = mountBusily()) {
            assertLikeFresh("second");
            leave("mkdir mounted");
        } finally {
            removeLeft();
        }
        assertLikeFresh("second");
        assertThat(said).containsExactly("checking out the commit in a warm workspace");
    }

    @Test
    void remove_movesAWorkspaceOutOfTheWay_thatCannotBeDeleted_andOneAfterIt() throws Exception {
        leave("mkdir mounted");
        try (var _ = mountBusily()) {
            sources.remove(WARM);
            leave("true");
            sources.remove(WARM);
            assertThat(sources.names()).doesNotContain(WARM);
            leave("true");
        } finally {
            removeLeft();
        }
        assertLikeFresh("second");
        assertThat(said).containsExactly("checking out the commit in a warm workspace");
    }

    /** Mounts something in the warm workspace that cannot be unmounted until the result is closed. */
    private static InputStream mountBusily() throws Exception {
        var host = Files.createDirectories(directory.resolve("host"));
        Files.writeString(host.resolve("precious"), "of the host");
        var mounted = directory.resolve("data/workspaces").resolve(WARM).resolve("mounted");
        var mount = new ProcessBuilder("mount", "--bind", host.toString(), mounted.toString()).start();
        assumeTrue(mount.waitFor() == 0, "no permission to mount");
        return Files.newInputStream(mounted.resolve("precious"));
    }

    private void removeLeft() throws Exception {
        for (var name : sources.names()) {
            if (name.contains("~")) {
                sources.remove(name);
            }
        }
        assertThat(sources.names()).noneMatch(name -> name.contains("~"));
        assertThat(directory.resolve("host/precious")).hasContent("of the host");
    }
}
