package dev.waybill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory of the host that is mounted in a workspace, and cannot be unmounted before it is released. */
public record BusyMount(Path host, InputStream reader) implements AutoCloseable {
    /** Skips the test without permission to mount. */
    public static BusyMount on(Path mountPoint, Path host) throws IOException, InterruptedException {
        Files.createDirectories(host);
        Files.writeString(host.resolve("precious"), "of the host");
        var mount = new ProcessBuilder("mount", "--bind", host.toString(), mountPoint.toString()).start();
        assumeTrue(mount.waitFor() == 0, "no permission to mount");
        return new BusyMount(host, Files.newInputStream(mountPoint.resolve("precious")));
    }

    public void assertIntact() {
        assertThat(host.resolve("precious")).hasContent("of the host");
    }

    /** From here on, it can be unmounted. */
    public void release() throws IOException {
        reader.close();
    }

    @Override
    public void close() throws IOException {
        release();
    }
}
