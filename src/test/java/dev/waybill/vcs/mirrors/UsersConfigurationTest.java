package dev.waybill.vcs.mirrors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.ServerProcess;
import dev.waybill.TestRepository;
import dev.waybill.workspaces.FileHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The configuration of the server's user decides how repositories are reached, and never changes what is checked out
 * (docs/decisions/0031).
 */
@Tag("processes")
class UsersConfigurationTest {
    @TempDir
    Path directory;

    private Path home;
    private TestRepository repository;
    private TestRepository library;
    private String second;

    @BeforeEach
    void make() throws Exception {
        home = Files.createDirectories(directory.resolve("home"));
        repository = TestRepository.make(directory.resolve("served/shop"));
        library = TestRepository.make(directory.resolve("served/library"));
        repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../library", "lib");
        Files.createSymbolicLink(repository.path().resolve("link"), Path.of("readme"));
        Files.writeString(repository.path().resolve("run"), "#!/bin/sh\necho ran\n");
        Files.setPosixFilePermissions(repository.path().resolve("run"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(repository.path().resolve(".gitattributes"), "*.large filter=lfs\n");
        repository.commit("file.x", "as it is\n");
        second = repository.commit("ä", "ä\n");
    }

    private void configure(String text) throws Exception {
        Files.writeString(home.resolve(".gitconfig"), text);
    }

    private void executable(Path file, String script) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private ServerProcess start(String... variables) throws Exception {
        var all = new ArrayList<>(List.of("HOME=" + home, "XDG_CONFIG_HOME=" + home.resolve(".config")));
        all.addAll(List.of(variables));
        return ServerProcess.startWith(all, directory.resolve("data"));
    }

    private static String deployed(Client client, String url, Map<String, ?> more) throws Exception {
        var app = new HashMap<String, Object>(
                Map.of("name", "shop", "repository", url, "provider", "shell", "submodules", "recursive"));
        app.putAll(more);
        client.post("/api/0/apps/", app);
        return client.awaitEnd(client.deploy("shop", ""));
    }

    @Test
    void hostileConfiguration_changesNoCheckout() throws Exception {
        configure(HostileGit.CONFIGURATION.formatted(home));
        Files.writeString(home.resolve("attributes"), "* text eol=crlf ident\n*.x filter=x\n");
        var hooked = home.resolve("hooked");
        executable(home.resolve("template/hooks/post-checkout"), "touch " + hooked);
        for (var hook : HostileGit.HOOKS) {
            executable(home.resolve("hooks/" + hook), "touch " + hooked);
        }
        try (var server = start(HostileGit.variables(home))) {
            var client = server.client();
            var command = """
                    grep -c "$(printf '\\r')" readme lib/readme file.x; cat readme lib/readme file.x ä
                    readlink link; ./run; git remote; git -C lib remote; git -C lib log --format=%s; ls -A .git/hooks 2>&1
                    git status --short; git rev-parse --show-object-format
                    """;

            var log = deployed(client, repository.path().toString(), Map.of("deploy", command));

            assertThat(log)
                    .contains("readme:0\nlib/readme:0\nfile.x:0\nhello\nhello\nas it is\nä\nreadme\nran\n")
                    .contains("origin\norigin\nChange readme\n")
                    .contains("No such file or directory\nsha1\n")
                    .contains("succeeded after");
            assertThat(hooked).doesNotExist();
            var third = repository.commit("more", "more\n");
            var changes =
                    client.get("/api/0/apps/shop/envs/production/changes/").json();
            assertThat(changes.at("/commits/0/sha").asString()).isEqualTo(third);
            assertThat(changes.at("/commits/0/title").asString()).isEqualTo("Change more");
            assertThat(changes.get("commitCount").asInt()).isOne();
            assertThat(changes.at("/files/0/path").asString()).isEqualTo("more");
            assertThat(changes.at("/live/sha").asString()).isEqualTo(second);
            repository.git("tag", "v1");
            assertThat(client.awaitEnd(client.deploy("shop", "?ref=v1")))
                    .contains(third.substring(0, 7) + " (v1)", "succeeded after");
        }
    }

    /** Credential helpers and rewritten URLs, in the file and in the environment. */
    @Test
    void configurationForReachingRepositories_applies() throws Exception {
        library.git("update-server-info");
        repository.git("config", "-f", ".gitmodules", "submodule.lib.url", "https://git.example.com/library/.git");
        repository.commit("readme", "changed\n");
        repository.git("update-server-info");
        try (var host = new FileHost(directory.resolve("served"), "of-the-user")) {
            executable(home.resolve("bin/helper"), "echo username=deploy; echo password=of-the-user\n");
            configure("[credential]\n\thelper = %s/bin/helper\n".formatted(home));
            try (var server = start(
                    "GIT_CONFIG_COUNT=1",
                    "GIT_CONFIG_KEY_0=url.%s.insteadOf".formatted(host.url("")),
                    "GIT_CONFIG_VALUE_0=https://git.example.com/")) {

                var log = deployed(
                        server.client(),
                        "https://git.example.com/shop/.git",
                        Map.of("deploy", "cat readme lib/readme"));

                assertThat(log).contains("changed\nhello\n", "succeeded after");
                assertThat(host.shown()).contains("deploy:of-the-user");
            }
        }
    }

    /** The banner of an SSH server need not end its line. */
    @Test
    void sshProgram_isTheUsers() throws Exception {
        var program = home.resolve("my programs/ssh");
        executable(program, """
                echo "$0 $*" >> %s/called
                printf 'Authorized use only. ' >&2
                for last; do :; done
                exec sh -c "$last"
                """.formatted(home));
        try (var server = start("GIT_SSH=" + program)) {
            var log = deployed(
                    server.client(),
                    "ssh://git@git.example.com" + repository.path(),
                    Map.of("deploy", "cat readme", "submodules", "false"));

            assertThat(log).contains("(main)", "hello\n", "succeeded after");
        }
        assertThat(Files.readString(home.resolve("called")))
                .contains(program + " ", "-oBatchMode=yes", "git@git.example.com");
        configure("[core]\n\tsshCommand = \"echo configured >> %s/called; false\"\n".formatted(home));
        try (var server = start("GIT_SSH=" + program)) {
            server.client().deploy("shop", "");
        }
        assertThat(home.resolve("called")).content().contains("configured");
    }
}
