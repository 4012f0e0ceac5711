package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class WorkspaceFilesTest {
    @TempDir
    Path workspace;

    @Test
    void list_countsMoreThanTheMost() throws Exception {
        for (var name : new String[] {"a", "b", "c", "unwanted"}) {
            Files.writeString(workspace.resolve(name), name);
        }

        var listing = WorkspaceFiles.of(workspace, null).list(name -> name.length() == 1, 2);

        assertThat(listing.files()).hasSize(2);
        assertThat(listing.more()).isEqualTo(1);
    }

    @Test
    void list_fails_ifMemoryIsExhausted() throws Exception {
        Files.writeString(workspace.resolve("a"), "");
        var files = WorkspaceFiles.of(workspace, null);

        assertThatThrownBy(() -> files.list(
                        _ -> {
                            throw new OutOfMemoryError("simulated");
                        },
                        2))
                .isInstanceOf(IOException.class);
    }
}
