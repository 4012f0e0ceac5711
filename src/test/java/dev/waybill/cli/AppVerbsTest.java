package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code waybill app}, against a real server. */
@Tag("processes")
class AppVerbsTest {
    @TempDir
    Path directory;

    private TestServer server;
    private TestCli waybill;
    private String repository;

    @BeforeEach
    void start() throws Exception {
        repository = TestRepository.make(directory.resolve("repository")).path().toString();
        server = TestServer.start(directory.resolve("data"), null);
        waybill = new TestCli(server.url(), server.token(), directory);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void create_makesAnAppThatDeploys() throws Exception {
        var made = waybill.run(
                "app", "create", "shop", "--repository", repository, "--deploy", "echo hi", "--set", "timeout=60");

        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out()).isEqualTo("shop  " + repository);
        assertThat(waybill.run("deploy", "shop", "--follow").out()).contains("hi");
        assertThat(waybill.run("app", "list").out()).isEqualTo("shop  %s  production  -".formatted(repository));
        assertThat(create("shop").code()).as("taken").isEqualTo(1);
        assertThat(create("No Name").code()).isEqualTo(1);
        assertThat(waybill.run("app", "create", "blog", "--deploy", "true").err())
                .contains("repository");
    }

    @Test
    void create_readsEveryOtherKey_fromAFile() throws Exception {
        var file = Files.writeString(directory.resolve("blog.yaml"), """
                repository: %s
                deploy: ./deploy.sh   # short for provider_config.command
                environments: {staging: {default_ref: main}}
                """.formatted(repository));

        var made = waybill.run("app", "create", "blog", "--config", file.toString(), "--json");

        assertThat(made.json().at("/environments/staging/defaultRef").asString())
                .isEqualTo("main");
        assertThat(made.json().at("/provider_config/command").asString()).isEqualTo("./deploy.sh");
    }

    @Test
    void edit_changesWhatIsGiven_andTakesBackWhatShowShows() throws Exception {
        create("shop");
        var edited = waybill.run(
                "app",
                "edit",
                "shop",
                "--set",
                "timeout=90",
                "--set",
                "variables={A: b}",
                "--set",
                "deploy=echo: # no");
        var shown = waybill.run("app", "show", "shop");
        var file = Files.writeString(directory.resolve("shop.yaml"), shown.out().replace("A: b", "A: c"));
        var again = waybill.run("app", "edit", "shop", "--file", file.toString(), "--json");

        assertThat(edited.code()).as(edited.err()).isZero();
        assertThat(shown.out()).contains("command: 'echo: # no'", "A: b");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.json().at("/variables/A").asString()).isEqualTo("c");
        assertThat(again.json().at("/provider_config/command").asString()).isEqualTo("echo: # no");
    }

    @Test
    void edit_saysWhatIsWrong_withBadInput() throws Exception {
        create("shop");
        var noYaml = Files.writeString(directory.resolve("no.yaml"), "{a: [");
        var list = Files.writeString(directory.resolve("list.yaml"), "[1]");

        assertThat(waybill.run("app", "edit", "shop").code()).isEqualTo(2);
        assertThat(waybill.run("app", "edit", "shop", "--set", "a={b").code()).isEqualTo(2);
        assertThat(waybill.run("app", "edit", "shop", "--set", "a").code()).isEqualTo(2);
        assertThat(waybill.run("app", "edit", "shop", "--file", noYaml.toString())
                        .code())
                .isEqualTo(2);
        assertThat(waybill.run("app", "edit", "shop", "--file", list.toString()).code())
                .isEqualTo(2);
        assertThat(waybill.run("app", "edit", "shop", "--file", "/nonexistent").err())
                .isEqualTo("there is no file /nonexistent");
        assertThat(waybill.run("app", "edit", "shop", "--file", "-").code())
                .as("an empty stdin")
                .isEqualTo(2);
        assertThat(waybill.run("app", "edit", "shop", "--set", "timeuot=1").err())
                .contains("did you mean timeout?");
        assertThat(waybill.run("app", "edit", "none", "--set", "timeout=1").code())
                .isEqualTo(1);
    }

    @Test
    void restore_goesBackToAVersionOfTheHistory() throws Exception {
        create("shop");
        waybill.run("app", "edit", "shop", "--set", "timeout=90");

        var history = waybill.run("app", "history", "shop");
        var restored = waybill.run("app", "restore", "shop", "1");

        assertThat(history.out().lines()).hasSize(2);
        assertThat(history.out()).startsWith("2  ").contains("admin", "timeout: - → 90");
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(restored.err()).contains("version 3 now, which is version 1 again");
        assertThat(waybill.run("app", "restore", "shop", "7").code()).isEqualTo(1);
        assertThat(waybill.run("app", "restore", "shop", "x").code()).isEqualTo(2);
        assertThat(waybill.run("app", "history", "none").code()).isEqualTo(1);
    }

    @Test
    void delete_removesNothing_untilSomebodySaysYes() throws Exception {
        create("shop");

        var asked = waybill.run("app", "delete", "shop");
        var kept = waybill.run("app", "show", "shop");
        var deleted = waybill.run("app", "delete", "shop", "--yes");

        assertThat(asked.code()).isEqualTo(2);
        assertThat(asked.err()).contains("--yes");
        assertThat(kept.code()).isZero();
        assertThat(deleted.code()).as(deleted.err()).isZero();
        assertThat(waybill.run("app", "delete", "shop", "--yes").code()).isEqualTo(1);
        assertThat(waybill.run("app", "list").err()).contains("There is no app yet");
    }

    private TestCli.Done create(String name) throws Exception {
        return waybill.run("app", "create", name, "--repository", repository, "--deploy", "true");
    }
}
