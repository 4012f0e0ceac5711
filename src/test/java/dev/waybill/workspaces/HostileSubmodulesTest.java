package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.TestRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile submodules reach neither the mirrors of other apps nor anybody's credentials. */
@Tag("processes")
class HostileSubmodulesTest extends SubmodulesFixture {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MIRROR",
                "file://MIRROR",
                "file://ENCODED",
                "DATA/../data/mirrors/NAME",
                "DATA/./mirrors//NAME",
                "../../data/mirrors/NAME",
                "LINK",
                "GITFILE",
                "LINK-INSIDE",
                "BORROWER",
                "COMMONDIR",
                "/proc/self/cwd/../../mirrors/NAME",
                "/proc/self/root/MIRROR",
            })
    void submodule_neverReachesTheDataDirectory(String spelling) throws Exception {
        var link = Files.createSymbolicLink(directory.resolve("link"), secretMirror);
        var gitfile = Files.createDirectories(directory.resolve("gitfile"));
        Files.writeString(gitfile.resolve(".git"), "gitdir: " + secretMirror + "\n");
        var inside = Files.createDirectories(directory.resolve("inside"));
        Files.createSymbolicLink(inside.resolve(".git"), secretMirror);
        var borrower = TestRepository.make(directory.resolve("borrower"));
        Files.createDirectories(borrower.path().resolve(".git/objects/info"));
        Files.writeString(
                borrower.path().resolve(".git/objects/info/alternates"), secretMirror.resolve("objects") + "\n");
        var common = TestRepository.make(directory.resolve("common"));
        Files.writeString(common.path().resolve(".git/commondir"), secretMirror + "\n");
        submodule(
                app,
                "lib",
                "lib",
                spelling.replace("MIRROR", secretMirror.toString())
                        .replace("ENCODED", secretMirror.toString().replace("data", "%64ata"))
                        .replace("DATA", directory.resolve("data").toString())
                        .replace("NAME", secretMirror.getFileName().toString())
                        .replace("LINK-INSIDE", inside.toString())
                        .replace("LINK", link.toString())
                        .replace("GITFILE", gitfile.toString())
                        .replace("BORROWER", borrower.path().toString())
                        .replace("COMMONDIR", common.path().toString()));

        assertThatThrownBy(() -> checkOut(Submodules.RECURSIVE))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("submodule lib: ")
                .hasMessageContaining(
                        spelling.startsWith("/proc/self/cwd")
                                ? "repository does not exist"
                                : "the server's data directory");
        assertThat(sources.path("1-1").resolve("lib/secret")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "ext::sh -c touch% pwned, is not a git URL",
        "-u./pwn, is not a git URL",
        "--upload-pack=./pwn, is not a git URL",
        "https://ann:s3cret@example.com/x.git, contains a user",
        "FILE:///etc, is not a git URL",
        "../../../../../../../../../../../x, leads outside",
        "x, is not a git URL",
        "'', is not a git URL",
        "file://localhost/tmp, path is not absolute",
    })
    void oddUrl_isRefused(String url, String why) throws Exception {
        submodule(app, "lib", "lib", url);

        assertThatThrownBy(() -> checkOut(Submodules.RECURSIVE))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("submodule lib: ")
                .hasMessageContaining(why)
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../escape", "a/../../b", "-x", "/absolute"})
    void oddName_isRefused(String name) throws Exception {
        submodule(app, name, "lib", library.path().toString());

        assertThatThrownBy(() -> checkOut(Submodules.RECURSIVE)).hasMessage("submodule lib: its name is invalid");
    }

    @Test
    void thousandsOfSubmodules_areRefused_inOneShortMessage() throws Exception {
        var sha = library.git("rev-parse", "HEAD");
        var index = new StringBuilder();
        var modules = new StringBuilder();
        for (var i = 0; i < 3_000; i++) {
            var name = "x".repeat(100) + "\u001b[31m" + i;
            index.append("160000 %s\tm%d\n".formatted(sha, i));
            modules.append("[submodule \"%s\"]\n\tpath = m%d\n\turl = /nowhere\n".formatted(name, i));
        }
        Files.writeString(app.path().resolve(".gitmodules"), modules);
        app.git("add", ".gitmodules");
        var process = new ProcessBuilder("git", "update-index", "--index-info")
                .directory(app.path().toFile())
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(index.toString().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor()).isZero();
        app.git("commit", "--quiet", "--message", "Add many");

        assertThatThrownBy(() -> checkOut(Submodules.RECURSIVE))
                .hasMessage("the commit has 3,000 submodules, more than the maximum of 1,000");
    }

    /** The repository of one would be among the files of the other. */
    @ParameterizedTest
    @CsvSource({
        "lib, lib/objects, submodule second: its name is inside the name of another submodule",
        "lib/objects, lib, submodule second: the name of another submodule is inside its name",
        "lib, lib, submodule first: .gitmodules has no URL for it",
    })
    void nameWithinAnother_isRefused(String first, String second, String why) throws Exception {
        at(library, first, "first", library.path().toString());
        at(library, second, "second", library.path().toString());

        assertThatThrownBy(() -> checkOut(Submodules.RECURSIVE)).hasMessage(why);
    }
}
