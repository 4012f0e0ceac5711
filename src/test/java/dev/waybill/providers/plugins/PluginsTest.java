package dev.waybill.providers.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Deploys with plug-ins, good ones and bad ones, on one server. */
class PluginsTest extends SharedServer {
    /** Fails as its setting says, in every way that a provider can. */
    private static final String FAILING = """
            package x;
            import dev.waybill.spi.*;
            import java.util.*;
            public final class Failing implements Provider {
                public String name() { return "failing"; }
                public List<Setting> settings() { return List.of(Setting.required("at", Setting.Kind.TEXT)); }
                private static void fail(Map<String, Object> settings, String at) {
                    if (at.equals(settings.get("at"))) throw new NoClassDefFoundError("at " + at);
                }
                public List<Remark> review(AppInfo app) { fail(app.settings(), "review"); return List.of(); }
                public Optional<String> objection(DeployInfo deploy) {
                    fail(deploy.settings(), "objection");
                    try {
                        Class.forName("dev.waybill.store.Db");
                        return Optional.of("it sees the server");
                    } catch (ClassNotFoundException e) {
                        return Optional.empty();
                    }
                }
                public List<Step> steps(DeployInfo deploy) {
                    fail(deploy.settings(), "steps");
                    return List.of(new Step("fail", "fail", Map.of(), java.time.Duration.ofMinutes(1)));
                }
                public Result start(ProviderContext context) throws InterruptedException {
                    fail(context.deploy().settings(), "start");
                    switch ((String) context.deploy().settings().get("at")) {
                        case "interrupt" -> throw new InterruptedException();
                        case "wait" -> {
                            context.say("waits by itself");
                            Thread.sleep(java.time.Duration.ofHours(1));
                        }
                        case "error" -> throw new Error("of its own");
                        case "checked" -> Failing.<RuntimeException>sneak(new java.io.IOException("unexpected"));
                        default -> { }
                    }
                    return null;
                }
                public void cancel(ProviderContext context) throws InterruptedException {
                    Thread.sleep(1);
                    context.say("cancelled elsewhere");
                }
                @SuppressWarnings("unchecked")
                private static <E extends Exception> void sneak(Exception e) throws E { throw (E) e; }
            }
            """;

    @Override
    protected void prepare(Path data) throws Exception {
        var plugins = ExamplePlugins.install(data.resolve("plugins"));
        Files.writeString(plugins.resolve("broken.jar"), "no zip");
        ExamplePlugins.program(plugins, "broken", "#!/bin/sh\nexit 1\n");
        var sources = data.resolveSibling("failing");
        Files.createDirectories(sources.resolve("META-INF/services"));
        Files.writeString(sources.resolve("META-INF/services/dev.waybill.spi.Provider"), "x.Failing\n");
        Files.writeString(sources.resolve("Failing.java"), FAILING);
        TestJar.build(sources, plugins.resolve("failing.jar"));
    }

    @Test
    void jar_deploys() throws Exception {
        var to = directory.resolve("copies");
        client.newApp("copied", repository, "copy", Map.of("to", to.toString()));
        var deploy = client.deploy("copied", "");

        assertThat(client.awaitEnd(deploy)).contains(">> step 1 of 2: copy\n>> step 2 of 2: switch\n>> succeeded");
        var shown = client.show(deploy);
        assertThat(to.resolve("current/readme")).hasContent("hello\n");
        assertThat(client.steps(deploy)).isEqualTo("copy:finished switch:finished");
        assertThat(shown.get("notes").toString()).contains("live in %s/current".formatted(to));
    }

    @Test
    void reviewOfAJar_refusesAnApp() throws Exception {
        var wrong = client.newApp("wrong", repository, "copy", Map.of("to", "srv"));

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("must be an absolute path");
    }

    @Test
    void program_getsItsRequest_andReports() throws Exception {
        var target = directory.resolve("published");
        client.newApp(
                "published",
                repository,
                "publish",
                Map.of("target", target.toString(), "source", ".", "site", "https://x.example"));
        var deploy = client.deploy("published", "");

        assertThat(client.awaitEnd(deploy))
                .contains("publishing published in %s\n{\"step\": \"publish\", \"progress\": 50}\n".formatted(target))
                .contains(">> succeeded");
        var shown = client.show(deploy);
        assertThat(client.steps(deploy)).isEqualTo("check:finished publish:finished");
        assertThat(shown.get("progress").asInt()).isEqualTo(100);
        assertThat(shown.get("notes").toString()).contains("the request is in deploy.json");
        assertThat(shown.get("links").get("site").asString()).isEqualTo("https://x.example");
        assertThat(target.resolve("readme")).hasContent("hello\n");
        var request = JsonMapper.shared().readTree(Files.readString(target.resolve("deploy.json")));
        assertThat(request.get("sha")).isEqualTo(shown.get("sha"));
        assertThat(request.get("settings").get("source").asString()).isEqualTo(".");
        assertThat(request.has("previous_sha")).isFalse();
    }

    @Test
    void programThatFails_failsItsDeploy() throws Exception {
        client.newApp(
                "unchecked",
                repository,
                "publish",
                Map.of("target", directory.resolve("no").toString(), "check", "exit 7"));
        var deploy = client.deploy("unchecked", "");

        assertThat(client.awaitEnd(deploy)).contains("the command ended with exit code 7");
        assertThat(client.steps(deploy)).isEqualTo("check:failed publish:skipped");
    }

    @Test
    void brokenPlugin_isNoProvider() throws Exception {
        assertThat(client.newApp("broken", repository, "broken", Map.of()).text())
                .contains(
                        "Invalid provider: broken; use one of ansible, capistrano, copy, fabric, failing, fake, heroku, publish, shell");
    }

    @ParameterizedTest
    @CsvSource({"start", "interrupt", "error", "checked", "never"}) // never: it returns null
    void jarThatFails_failsItsDeployOnly(String at) throws Exception {
        client.newApp("at-" + at, repository, "failing", Map.of("at", at));
        var deploy = client.deploy("at-" + at, "");

        assertThat(client.awaitEnd(deploy)).contains("the provider failing failed unexpectedly; see deploy=");
        assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("failed");
    }

    @Test
    void jarThatWaitsByItself_canBeKilled_andThenCancels() throws Exception {
        client.newApp("at-wait", repository, "failing", Map.of("at", "wait"));
        var deploy = client.deploy("at-wait", "");
        client.awaitLog(deploy, "waits by itself");

        client.post("/api/0/deploys/%s/kill/".formatted(deploy.get("id").asString()), Map.of());

        assertThat(client.awaitEnd(deploy)).contains(">> cancelled elsewhere\n", ">> cancelled after");
    }

    @ParameterizedTest
    @CsvSource({"objection", "steps"})
    void jarThatCannotSay_refusesItsDeploysOnly(String at) throws Exception {
        client.newApp("at-" + at, repository, "failing", Map.of("at", at));

        var refused = client.post("/api/0/at-%s/deploy".formatted(at), Map.of());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("the provider failing failed unexpectedly");
    }

    @Test
    void reviewThatFails_isAWarning() throws Exception {
        var saved = client.newApp("at-review", repository, "failing", Map.of("at", "review"));

        assertThat(saved.status()).isEqualTo(201);
        assertThat(saved.json().get("warnings").toString()).contains("the provider failing failed unexpectedly");
    }
}
