package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.spi.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small disk for a part of the data directory was once not noticed until it was full. Skipped without permission to mount. */
@Tag("processes")
class DiskTest {
    private static final long LEAST = 16 << 20;

    @TempDir
    Path directory;

    private Path data;
    private Path small;

    @BeforeEach
    void mount() throws Exception {
        data = Files.createDirectories(directory.resolve("data"));
        small = Files.createDirectories(data.resolve("mirrors"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "none", small.toString()) == 0);
        assumeTrue(data.toFile().getUsableSpace() > 2 * LEAST);
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "--lazy", small.toString());
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(List.of(command)).inheritIO().start().waitFor();
    }

    @Test
    void shortage_namesAPartOnADiskOfItsOwn() {
        try (var disk = Disk.open(data, LEAST, Time.system())) {
            assertThat(disk.shortage())
                    .hasValueSatisfying(it -> assertThat(it.directory()).isEqualTo(small));
            assertThat(disk.free()).isLessThanOrEqualTo(1 << 20);
        }
    }

    @Test
    void shortage_namesALinkToAnotherDisk() throws Exception {
        var linked = Files.createDirectories(directory.resolve("linked"));
        var part = Files.createSymbolicLink(linked.resolve("runs"), small);

        try (var disk = Disk.open(linked, LEAST, Time.system())) {
            assertThat(disk.shortage())
                    .hasValueSatisfying(it -> assertThat(it.directory()).isEqualTo(part));
        }
    }

    @Test
    void shortage_isNone_withALinkOnTheSameDisk() throws Exception {
        var linked = Files.createDirectories(directory.resolve("linked"));
        Files.createSymbolicLink(linked.resolve("runs"), Files.createDirectories(directory.resolve("runs")));

        try (var disk = Disk.open(linked, LEAST, Time.system())) {
            assertThat(disk.shortage()).isEmpty();
        }
    }
}
