package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clean-up once followed a mount in a workspace and emptied a directory of the host. Skipped without permission to
 * mount.
 */
@Tag("processes")
class MountedDirectoriesTest {
    @TempDir
    Path directory;

    private Path host;
    private Path precious;
    private Path workspace;
    private Path mountPoint;

    @BeforeEach
    void mount() throws Exception {
        host = Files.createDirectories(directory.resolve("host"));
        precious = Files.writeString(host.resolve("precious"), "of the host");
        workspace = Files.createDirectories(directory.resolve("workspace"));
        mountPoint = Files.createDirectories(workspace.resolve("deep down/chroot"));
        Files.writeString(workspace.resolve("file"), "ours");
        assumeTrue(run("mount", "--bind", host.toString(), mountPoint.toString()) == 0);
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "--lazy", mountPoint.toString());
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void delete_unmounts_andKeepsTheFilesOfTheHost() throws Exception {
        Directories.delete(workspace);

        assertThat(workspace).doesNotExist();
        assertThat(precious).hasContent("of the host");
    }

    @Test
    void delete_unmounts_whatIsMountedOnTheDirectoryItself() throws Exception {
        assumeTrue(run("mount", "--bind", host.toString(), workspace.toString()) == 0);

        Directories.delete(workspace);

        assertThat(workspace).doesNotExist();
        assertThat(precious).hasContent("of the host");
    }

    @Test
    void delete_asAUser_unmounts_andKeepsTheUsersFilesOfTheHost() throws Exception {
        assumeTrue(run("chown", "-R", "nobody", host.toString(), workspace.toString()) == 0);
        run("chmod", "777", directory.toString());

        Directories.delete(workspace, Account.named("nobody"));

        assertThat(workspace).doesNotExist();
        assertThat(precious).hasContent("of the host");
    }

    @Test
    void delete_removesNothing_andNamesTheMount_ifItIsInUse() throws Exception {
        var user =
                new ProcessBuilder("sleep", "60").directory(mountPoint.toFile()).start();
        try {
            assertThatThrownBy(() -> Directories.delete(workspace))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("deep down/chroot is mounted there");

            assertThat(precious).hasContent("of the host");
            assertThat(workspace.resolve("file")).hasContent("ours");
        } finally {
            user.destroyForcibly().waitFor();
        }
    }
}
