package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.TestRepository;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Time;
import dev.waybill.vcs.HostCheck;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.git.Git;
import dev.waybill.vcs.mirrors.Mirrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a commit says of its submodules is hostile: it reaches neither the mirrors of other apps nor anybody's keys. */
@Tag("processes")
class HostileSubmodulesTest {
    @TempDir
    Path directory;

    private TestRepository app;
    private TestRepository library;
    private Path secretMirror;
    private GitSources sources;
    private Disk disk;
    private Mirrors mirrors;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void make() throws Exception {
        app = TestRepository.make(directory.resolve("served/app"));
        library = TestRepository.make(directory.resolve("served/library"));
        var secret = TestRepository.make(directory.resolve("served/secret"));
        secret.commit("secret", "of another app\n");
        var git = Git.open(directory.resolve("data/git"));
        var data = directory.resolve("data");
        mirrors = new Mirrors(git, data.resolve("mirrors"));
        disk = Disk.open(directory, 1, Time.system());
        sources = new GitSources(mirrors, new Workspaces(git, data.resolve("workspaces"), data.resolve("homes")), disk);
        mirrors.resolve(Remote.of(new RepositoryUrl(secret.path().toString())), new Ref("main"))
                .get();
        try (var all = Files.list(data.resolve("mirrors"))) {
            secretMirror = all.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    @AfterEach
    void close() {
        mirrors.close();
        disk.close();
    }

    /** A commit whose submodule is the newest commit of the secret repository, from wherever it says. */
    private void submodule(TestRepository in, String name, String path, String url) throws Exception {
        var sha = TestRepository.at(secretMirror).git("rev-parse", "main");
        in.git("config", "-f", ".gitmodules", "submodule." + name + ".path", path);
        in.git("config", "-f", ".gitmodules", "submodule." + name + ".url", url);
        in.git("update-index", "--add", "--cacheinfo", "160000," + sha + "," + path);
        in.git("add", ".gitmodules");
        in.git("commit", "--quiet", "--message", "Add submodule");
    }

    private Path checkOut(Submodules submodules) throws Exception {
        return checkOut(Remote.of(new RepositoryUrl(app.path().toString())), submodules);
    }

    private Path checkOut(Remote origin, Submodules submodules) throws Exception {
        var sha = sources.resolve(origin, new Ref("main")).get().orElseThrow();
        Checkout.Keys keys = url -> url.place().equals(origin.url().place()) ? origin.at(url) : Remote.anonymous(url);
        sources.checkOut(new Checkout("1-1", origin, sha, null, submodules, keys, new Checkout.Progress() {
            @Override
            public void begins(String step) {
                said.add(step);
            }

            @Override
            public Duration left() {
                return Duration.ofMinutes(5);
            }
        }));
        return sources.path("1-1");
    }

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
                        spelling.startsWith("/proc/self/cwd") ? "no repository" : "a directory of the server's own");
        assertThat(sources.path("1-1").resolve("lib/secret")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "ext::sh -c touch% pwned, is not a git URL",
        "-u./pwn, is not a git URL",
        "--upload-pack=./pwn, is not a git URL",
        "https://ann:s3cret@example.com/x.git, holds a user",
        "FILE:///etc, is not a git URL",
        "../../../../../../../../../../../x, climbs out of",
        "x, is not a git URL",
        "'', is not a git URL",
        "file://localhost/tmp, no path from the root",
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

        assertThatThrownBy(() -> checkOut(Submodules.RECURSIVE)).hasMessage("submodule lib: its name cannot be one");
    }

    @Test
    void thousandsOfSubmodules_areRefused_inOneShortSentence() throws Exception {
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
                .hasMessage("the commit has 3,000 submodules; 1,000 can be checked out");
    }

    @Test
    void localSubmodule_isForAppsThatSaySo() throws Exception {
        app.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../library", "lib");
        app.commit("more", "more");

        assertThatThrownBy(() -> checkOut(Submodules.UNSAID))
                .hasMessageContaining("say so in the app's configuration: submodules: recursive");
        assertThat(checkOut(Submodules.TOP).resolve("lib/readme")).hasContent("hello");
        assertThat(said).containsExactly("fetching submodule lib from " + library.path() + "/.git");
        assertThat(checkOut(Submodules.NONE).resolve("lib")).isEmptyDirectory();
    }

    @Test
    void nestedSubmodule_isHeldToTheSame() throws Exception {
        submodule(library, "inner", "inner", secretMirror.toString());
        app.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../library", "lib");
        app.commit("more", "more");

        assertThatThrownBy(() -> checkOut(Submodules.RECURSIVE))
                .hasMessage("submodule lib/inner: it is in a directory of the server's own");
        assertThat(checkOut(Submodules.TOP).resolve("lib/readme")).hasContent("hello");
    }

    @Test
    void remoteApp_namesNoPathOfThisMachine() throws Exception {
        submodule(app, "lib", "lib", secretMirror.toString());
        app.git("update-server-info");
        try (var host = new FileHost(directory.resolve("served"), null)) {
            var origin = Remote.of(new RepositoryUrl(host.url("app/.git")));

            assertThatThrownBy(() -> checkOut(origin, Submodules.RECURSIVE))
                    .hasMessage("submodule lib: its URL names a path of the server's machine");
        }
    }

    @Test
    void passwordOfTheApp_opensItsOwnHost_andNoOther() throws Exception {
        library.git("update-server-info");
        try (var own = new FileHost(directory.resolve("served"), "pass-of-the-app");
                var other = new FileHost(directory.resolve("served"), null);
                var closed = new FileHost(directory.resolve("served"), "another")) {
            var origin = new Remote(
                    new RepositoryUrl(own.url("app/.git")),
                    null,
                    "deploy",
                    new Secret("pass-of-the-app"),
                    new HostCheck.ByUser(),
                    false);
            at(library, "relative", "../../library/.git");
            at(library, "elsewhere", other.url("library/.git"));
            app.git("update-server-info");

            var workspace = checkOut(origin, Submodules.RECURSIVE);

            assertThat(workspace.resolve("relative/readme")).hasContent("hello");
            assertThat(workspace.resolve("elsewhere/readme")).hasContent("hello");
            assertThat(own.shown()).contains("deploy:pass-of-the-app");
            at(library, "closed", closed.url("library/.git"));
            app.git("update-server-info");
            assertThatThrownBy(() -> checkOut(origin, Submodules.RECURSIVE))
                    .hasMessageStartingWith("submodule closed:");
            assertThat(other.shown()).isEmpty();
            assertThat(closed.shown()).noneMatch(password -> password.contains("pass-of-the-app"));
        }
    }

    /** The repository of one would lie among the files of the other's. */
    @ParameterizedTest
    @CsvSource({
        "lib, lib/objects, submodule second: its name is within another one's",
        "lib/objects, lib, submodule second: its name is around another one's",
        "lib, lib, submodule first: .gitmodules does not say where it comes from",
    })
    void nameWithinAnother_isRefused(String first, String second, String why) throws Exception {
        at(library, first, "first", library.path().toString());
        at(library, second, "second", library.path().toString());

        assertThatThrownBy(() -> checkOut(Submodules.RECURSIVE)).hasMessage(why);
    }

    @Test
    void shallowSubmodule_hasItsCommitAlone() throws Exception {
        library.commit("more", "more");
        at(library, "lib", "../library");
        app.git("config", "-f", ".gitmodules", "submodule.lib.shallow", "true");
        app.git("commit", "--quiet", "--message", "One commit is enough", "--", ".gitmodules");
        library.commit("later", "later");

        var lib = TestRepository.at(checkOut(Submodules.RECURSIVE).resolve("lib"));

        assertThat(lib.path().resolve("more")).hasContent("more");
        assertThat(lib.git("rev-list", "--count", "HEAD")).isEqualTo("1");
    }

    @Test
    void commitToWhichNoBranchLeads_isHad_ifItsHostGivesIt() throws Exception {
        library.commit("aside", "aside");
        at(library, "lib", "../library");
        library.git("reset", "--quiet", "--hard", "HEAD~1");

        var lib = TestRepository.at(checkOut(Submodules.RECURSIVE).resolve("lib"));

        assertThat(lib.path().resolve("aside")).hasContent("aside");
        assertThat(lib.git("remote", "get-url", "origin"))
                .isEqualTo(library.path().resolve(".git").toString());
        assertThat(lib.git("status", "--short")).isEmpty();
        assertThat(TestRepository.at(sources.path("1-1")).git("submodule", "status"))
                .startsWith(lib.git("rev-parse", "HEAD") + " lib");
    }

    private void at(TestRepository repository, String path, String url) throws Exception {
        at(repository, path, path, url);
    }

    private void at(TestRepository repository, String name, String path, String url) throws Exception {
        var sha = repository.git("rev-parse", "HEAD");
        app.git("config", "-f", ".gitmodules", "submodule." + name + ".path", path);
        app.git("config", "-f", ".gitmodules", "submodule." + name + ".url", url);
        app.git("update-index", "--add", "--cacheinfo", "160000," + sha + "," + path);
        app.git("add", ".gitmodules");
        app.git("commit", "--quiet", "--message", "Add " + path);
    }
}
