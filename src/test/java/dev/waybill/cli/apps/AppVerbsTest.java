package dev.waybill.cli.apps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        assertThat(waybill.run("app", "list").out().lines().toList().getLast())
                .matches("shop  \\Q%s\\E  production +-".formatted(repository));
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

    /** Pitfall 40. */
    @Test
    void edit_changesOnlyWhatIsNamed_andUnsetRemovesIt() throws Exception {
        var made = waybill.run(
                "app",
                "create",
                "shop",
                "--repository",
                repository,
                "--deploy",
                "true",
                "--set",
                "timeout=90",
                "--set",
                "env={A: 1.10}",
                "--set",
                "provider_config.rollback_command=back",
                "--set",
                "run_as=nobody");
        var first = edit("--set", "deploy={ echo [1]; }");
        var second = edit("--set", "timeout=60", "--set", "variables.V=1.10", "--set", "variables.E=");
        var third = edit("--set", "environments.production.default_ref=1.10");
        var last = edit("--unset", "run_as", "--unset", "provider_config.timeout", "--unset", "variables.E");

        assertThat(made.code()).as(made.err()).isZero();
        assertThat(first.json().get("provider_config").toString())
                .isEqualTo(
                        "{\"timeout\":90,\"read_timeout\":null,\"command\":\"{ echo [1]; }\",\"env\":{\"A\":\"1.10\"},"
                                + "\"rollback_command\":\"back\",\"strict\":null,\"before\":null,\"after\":null,\"after_failure\":null,\"cwd\":null,\"tty\":null,\"tasks\":null}");
        assertThat(second.json().at("/provider_config/timeout").asInt()).isEqualTo(60);
        assertThat(second.json().get("variables").toString()).isEqualTo("{\"V\":\"1.10\",\"E\":\"\"}");
        assertThat(third.json().at("/environments/production/defaultRef").asString())
                .isEqualTo("1.10");
        assertThat(last.json().get("runAs").isNull()).isTrue();
        assertThat(last.json().get("provider_config").toString())
                .startsWith("{\"timeout\":null,")
                .contains("back", "1.10");
        assertThat(last.json().get("variables").toString()).isEqualTo("{\"V\":\"1.10\"}");
    }

    /** Pitfall 40. */
    @Test
    void edit_namesUnset_forAnEmptyValue() throws Exception {
        create("shop");

        for (var value : List.of("null", "~", "")) {
            assertThat(waybill.run("app", "edit", "shop", "--set", "run_as=" + value)
                            .err())
                    .contains("--unset run_as");
        }
    }

    /** Pitfall 39. */
    @Test
    void edit_takesTextAsItStandsInAFile() throws Exception {
        create("shop");
        var file = Files.writeString(directory.resolve("shop.yaml"), """
                timeout: 60
                environments: {1.10: {defaultRef: 1.10}}
                variables: {A: 1.10, B: , C: null, D: ~, E: 010, F: 1., G: True, H: 2026-11-26, I: -0, J: 1e3, K: .inf, L: true}
                parameters: {v: {type: choice, choices: [1.9, 1.10], default: 1.10}}
                """);

        var edited = edit("--file", file.toString());
        var shown = Files.writeString(
                directory.resolve("shown.yaml"),
                waybill.run("app", "show", "shop").out());
        var again = edit("--file", shown.toString());

        assertThat(edited.json().get("variables").toString())
                .isEqualTo(
                        "{\"A\":\"1.10\",\"B\":\"\",\"C\":\"null\",\"D\":\"~\",\"E\":\"010\",\"F\":\"1.\",\"G\":\"True\","
                                + "\"H\":\"2026-11-26\",\"I\":\"-0\",\"J\":\"1e3\",\"K\":\".inf\",\"L\":\"true\"}");
        assertThat(edited.json().at("/environments/1.10/defaultRef").asString()).isEqualTo("1.10");
        assertThat(edited.json().at("/parameters/v/choices").toString()).isEqualTo("[\"1.9\",\"1.10\"]");
        assertThat(again.out()).as("put back as shown").isEqualTo(edited.out());
    }

    private TestCli.Done edit(String... options) throws Exception {
        var words = new ArrayList<>(List.of("app", "edit", "shop", "--json"));
        words.addAll(List.of(options));
        var done = waybill.run(words.toArray(String[]::new));
        assertThat(done.code()).as(done.err()).isZero();
        return done;
    }

    @Test
    void edit_saysWhatIsWrong_withBadInput() throws Exception {
        create("shop");
        var noYaml = Files.writeString(directory.resolve("no.yaml"), "{a: [");
        var list = Files.writeString(directory.resolve("list.yaml"), "[1]");

        assertThat(waybill.run("app", "edit", "shop").code()).isEqualTo(2);
        assertThat(waybill.run("app", "edit", "shop", "--set", "a={b").code())
                .as("text, under a key that there is not")
                .isEqualTo(1);
        assertThat(waybill.run("app", "edit", "shop", "--set", "paths=[a-z]*.py")
                        .code())
                .isZero();
        assertThat(waybill.run("app", "edit", "shop", "--set", "a").code()).isEqualTo(2);
        assertThat(waybill.run("app", "edit", "shop", "--file", noYaml.toString())
                        .code())
                .isEqualTo(2);
        assertThat(waybill.run("app", "edit", "shop", "--file", list.toString()).code())
                .isEqualTo(2);
        assertThat(waybill.run("app", "edit", "shop", "--file", "/nonexistent").err())
                .isEqualTo("the file /nonexistent does not exist");
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

        assertThat(history.out().lines()).hasSize(3);
        assertThat(history.out().lines().toList().get(1)).startsWith("2  ").contains("admin", "timeout: - → 90");
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(restored.err()).contains("is now at version 3, a copy of version 1");
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
        assertThat(waybill.run("app", "list").err()).contains("No apps yet");
    }

    private TestCli.Done create(String name) throws Exception {
        return waybill.run("app", "create", name, "--repository", repository, "--deploy", "true");
    }
}
