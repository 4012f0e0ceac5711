package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Removes whatever commands leave behind, with any modes and at any depth. */
@Tag("processes")
class DirectoriesTest {
    @TempDir
    Path directory;

    private Path workspace(String command) throws Exception {
        var workspace = Files.createDirectories(directory.resolve("workspace"));
        var code = new ProcessBuilder("sh", "-ec", command)
                .directory(workspace.toFile())
                .start()
                .waitFor();
        assertThat(code).isZero();
        return workspace;
    }

    private static final String DEEP =
            "n=$(printf '%0200d' 0); i=0; while [ $i -lt 60 ]; do mkdir $n; cd -P $n; i=$((i + 1)); done; echo x > file; ";

    @Test
    void delete_removesPathsLongerThanPathMax() throws Exception {
        var workspace = workspace(DEEP);

        Directories.delete(workspace);

        assertThat(workspace).doesNotExist();
    }

    @Test
    void delete_removesDirectoriesWithoutPermissions_howeverDeep() throws Exception {
        var workspace = workspace("mkdir -p a/b/c; echo x > a/b/c/d; chmod 600 a/b; chmod 0 a; " + DEEP + "chmod 0 .");

        Directories.delete(workspace);

        assertThat(workspace).doesNotExist();
    }

    @Test
    void delete_keepsTheModesOfFilesWithOtherLinks() throws Exception {
        var elsewhere = Files.writeString(directory.resolve("elsewhere"), "not ours");
        var workspace = workspace("ln ../elsewhere linked; chmod 444 linked; " + DEEP);

        Directories.delete(workspace);

        assertThat(Files.getPosixFilePermissions(elsewhere)).hasSize(3);
        assertThat(elsewhere).hasContent("not ours");
    }

    @Test
    void delete_namesWhatItCannotRemove() throws Exception {
        var workspace = workspace("mkdir a; echo x > a/b");
        assumeTrue(run("chattr", "+i", workspace.resolve("a/b").toString()) == 0);
        try {
            assertThatThrownBy(() -> Directories.delete(workspace))
                    .hasMessageContaining("%s cannot be removed: ".formatted(workspace))
                    .hasMessageContaining("a/b");
        } finally {
            run("chattr", "-i", workspace.resolve("a/b").toString());
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void mounts_areNotThoseOfWhatALinkPointsTo() throws Exception {
        var link = Files.createSymbolicLink(directory.resolve("link"), Path.of("/proc"));

        assertThat(Mounts.in(Path.of("/proc"))).isNotEmpty();
        assertThat(Mounts.in(link)).isEmpty();
        Files.delete(link);
    }
}
