package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.ServerProcess;
import dev.waybill.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without git-lfs on the machine, files in Git LFS are never deployed as pointers. */
@Tag("processes")
class NoGitLfsTest {
    @TempDir
    Path directory;

    @AfterEach
    void removeLinks() throws IOException {
        Directories.delete(directory.resolve("programs"));
    }

    @Test
    void deploy_failsAndSaysWhatToInstall() throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        for (var setting : List.of("clean", "process", "smudge")) {
            repository.git("config", "filter.lfs." + setting, "");
        }
        repository.git("config", "filter.lfs.required", "false");
        repository.commit(".gitattributes", "*.bin filter=lfs\n");
        repository.commit("large.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
        try (var server = ServerProcess.startWithPath(programs(), directory.resolve("data"))) {
            var client = server.client();
            client.app("shop", repository, "cat large.bin");

            assertThat(client.awaitEnd(client.deploy("shop", "")))
                    .contains(
                            "the commit has 1 file (large.bin) in Git LFS, but git-lfs is not installed here; install it (apt-get install git-lfs), and deploy again")
                    .contains(">> failed");
        }
    }

    /** Links to all programs of the machine except git-lfs. */
    private Path programs() throws Exception {
        var programs = Files.createDirectories(directory.resolve("programs"));
        for (var from : List.of("/usr/bin", "/bin")) {
            try (var all = Files.newDirectoryStream(Path.of(from))) {
                for (var program : all) {
                    var link = programs.resolve(program.getFileName());
                    if (!program.endsWith("git-lfs") && !Files.isSymbolicLink(link)) {
                        Files.createSymbolicLink(link, program);
                    }
                }
            }
        }
        return programs;
    }
}
