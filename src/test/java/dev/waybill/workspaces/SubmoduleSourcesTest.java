package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.TestRepository;
import dev.waybill.spi.Secret;
import dev.waybill.vcs.HostCheck;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where submodules may come from, and with which credentials they are fetched. */
@Tag("processes")
class SubmoduleSourcesTest extends SubmodulesFixture {
    @Test
    void localSubmodule_needsTheAppsConfiguration() throws Exception {
        app.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../library", "lib");
        app.commit("more", "more");

        assertThatThrownBy(() -> checkOut(Submodules.UNSAID))
                .hasMessageContaining("set in the app's configuration: submodules: recursive");
        assertThat(checkOut(Submodules.TOP).resolve("lib/readme")).hasContent("hello");
        assertThat(said).containsExactly("fetching submodule lib from " + library.path() + "/.git");
        assertThat(checkOut(Submodules.NONE).resolve("lib")).isEmptyDirectory();
    }

    @Test
    void nestedSubmodule_hasTheSameRules() throws Exception {
        submodule(library, "inner", "inner", secretMirror.toString());
        app.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../library", "lib");
        app.commit("more", "more");

        assertThatThrownBy(() -> checkOut(Submodules.RECURSIVE))
                .hasMessage("submodule lib/inner: its repository is in the server's data directory");
        assertThat(checkOut(Submodules.TOP).resolve("lib/readme")).hasContent("hello");
    }

    @Test
    void remoteApp_mustNotNameAPathOfThisMachine() throws Exception {
        submodule(app, "lib", "lib", secretMirror.toString());
        app.git("update-server-info");
        try (var host = new FileHost(directory.resolve("served"), null)) {
            var origin = Remote.of(new RepositoryUrl(host.url("app/.git")));

            assertThatThrownBy(() -> checkOut(origin, Submodules.RECURSIVE))
                    .hasMessage("submodule lib: its URL names a path of the server's machine");
        }
    }

    @Test
    void passwordOfTheApp_isSentToItsOwnHostOnly() throws Exception {
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

    @Test
    void shallowSubmodule_hasOnlyItsCommit() throws Exception {
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
    void commitWithoutBranch_isFetched_ifItsHostSendsIt() throws Exception {
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
}
