package dev.waybill.execution.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The script of a deploy does what the deploy did. */
class ScriptsTest extends SharedServer {
    private static final String HOSTILE =
            "it's \"$HOME\" `id` $(touch hacked) \\ ! * ~ ; & | # \t\u202e ünï 'x'\n  two\r\nthree %s \\n\n";

    /** What the shell and the supervisor add, and what the script leaves to its user. */
    private static final List<String> OTHERS = List.of(
            "PATH", "LANG", "TZ", "TMPDIR", "PWD", "SHLVL", "_", "OLDPWD", "HOME", "WAYBILL_TOKEN", "WAYBILL_RUN");

    @Override
    protected void prepare(Path data) throws Exception {
        Files.createDirectories(data);
        Files.writeString(data.resolveSibling("token"), "s3cret 'value'");
    }

    private Map<String, String> variables(Path file) throws IOException {
        var all = new TreeMap<String, String>();
        Arrays.stream(Files.readString(file).split("\0"))
                .map(line -> line.split("=", 2))
                .forEach(pair -> all.put(pair[0], pair[1]));
        all.keySet().removeAll(OTHERS);
        return all;
    }

    private int run(Path script, Path into, Map<String, String> more) throws Exception {
        var builder = new ProcessBuilder("/bin/sh", script.toString(), into.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("script.out").toFile());
        var path = builder.environment().get("PATH");
        builder.environment().clear();
        builder.environment().putAll(more);
        builder.environment().put("PATH", path);
        builder.environment().put("HOME", directory.toString());
        var process = builder.start();
        process.getOutputStream().close();
        return process.waitFor();
    }

    private void deployHostile(TestRepository hostile, Path out) throws Exception {
        client.app(
                "shop", hostile, "cat -- readme > \"$OUT\".file; env -0 > \"$OUT\"; echo \"it's done\" > 'a \"file'");
        var changed = client.put(
                "/api/0/apps/shop/",
                Map.of(
                        "variables",
                                Map.of("HOSTILE", HOSTILE, "GIT_DIR", "/nowhere", "OUT", out.toString(), "EMPTY", ""),
                        "env", Map.of("OF_PROVIDER", HOSTILE),
                        "before", "printf '%s' \"$HOSTILE\" > before",
                        "secrets",
                                Map.of(
                                        "TOKEN",
                                        Map.of(
                                                "file",
                                                directory.resolve("token").toString()))));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        var deploy = client.post(
                        "/api/0/deploys/",
                        Map.of("app", "shop", "ref", "we'ird$(x)", "params", Map.of("what", HOSTILE)))
                .json();
        var log = client.awaitEnd(deploy);
        assertThat(log).as(deploy + log).contains("succeeded after");
    }

    @Test
    void script_hasACacheOfItsOwn() throws Exception {
        client.app("cached", repository, Map.of("command", "echo x >> \"$WAYBILL_CACHE/x\""), Map.of("cache", "1MiB"));
        var deploy = client.deploy("cached", "");
        client.awaitEnd(deploy);
        var script = directory.resolve("cached.sh");
        Files.writeString(
                script,
                client.get("/api/0/deploys/%s/script/"
                                .formatted(deploy.get("id").asString()))
                        .json()
                        .get("script")
                        .asString());

        assertThat(run(script, directory.resolve("cached"), Map.of())).isZero();
        assertThat(directory.resolve("cached.cache/x")).hasContent("x\n");
    }

    @Test
    void script_givesTheCommandsTheirVariables_andDoesTheSame() throws Exception {
        var hostile = TestRepository.make(directory.resolve("it's $(a) repository"));
        hostile.git("branch", "we'ird$(x)");
        var out = directory.resolve("out");
        deployHostile(hostile, out);
        var expected = variables(out);
        Files.delete(out);

        var waybill = new TestCli(server.url(), server.token(), directory);
        var printed = waybill.run("workspace", "script", "shop/production#1");
        var script = Files.writeString(directory.resolve("by hand.sh"), printed.out());
        var into = directory.resolve("by hand");
        var refused = run(script, into, Map.of());
        var refusal = Files.readString(directory.resolve("script.out"));
        var code = run(script, into, Map.of("TOKEN", "s3cret 'value'"));

        assertThat(refused).isNotZero();
        assertThat(refusal).contains("set it to the secret TOKEN");
        assertThat(code).as(Files.readString(directory.resolve("script.out"))).isZero();
        assertThat(variables(out)).isEqualTo(expected).containsEntry("TOKEN", "s3cret 'value'");
        assertThat(expected).containsEntry("HOSTILE", HOSTILE).containsEntry("OF_PROVIDER", HOSTILE);
        assertThat(Files.readString(into.resolve("before"))).isEqualTo(HOSTILE);
        assertThat(into.resolve("a \"file")).hasContent("it's done");
        assertThat(printed.out()).doesNotContain("s3cret").doesNotContain("\u202e");
        assertThat(into.resolve("hacked")).doesNotExist();
    }

    @Test
    void script_describesWhatOtherProvidersDo() throws Exception {
        client.newApp("pretend", repository, "fake", Map.of());
        client.awaitEnd(client.deploy("pretend", ""));

        var script = client.get("/api/0/deploys/pretend/production/1/script/")
                .json()
                .get("script")
                .asString();
        var code =
                run(Files.writeString(directory.resolve("pretend.sh"), script), directory.resolve("pretend"), Map.of());

        assertThat(code).isEqualTo(1);
        assertThat(script).contains("# The provider fake then does this:");
        assertThat(directory.resolve("pretend/readme")).hasContent("hello");
    }

    @Test
    void script_isRefused_ifTheCommandRanElsewhere() throws Exception {
        client.app("far", repository, "true");
        var deploy = client.post("/api/0/deploys/", Map.of("app", "far", "external", true))
                .json();

        var answer = client.get(
                "/api/0/deploys/%s/script/".formatted(deploy.get("id").asString()));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("error").asString()).contains("far/production#1 cannot be printed as a script");
        client.put("/api/0/deploys/far/production/1/", Map.of("status", "cancelled"));
    }

    @Test
    void word_isWhatTheShellReads() throws Exception {
        var process = new ProcessBuilder(
                        "/bin/sh", "-c", "printf '%s|' " + Quoted.word(HOSTILE + "\u001b[31m") + " " + Quoted.word(""))
                .start();
        process.getOutputStream().close();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(HOSTILE + "\u001b[31m||");
    }
}
