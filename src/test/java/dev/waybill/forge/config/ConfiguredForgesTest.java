package dev.waybill.forge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.access.Access;
import dev.waybill.access.User;
import dev.waybill.apps.Apps;
import dev.waybill.apps.AppsLimit;
import dev.waybill.apps.ServerFiles;
import dev.waybill.apps.config.AppReader;
import dev.waybill.apps.config.TestPlugins;
import dev.waybill.apps.config.text.Literal;
import dev.waybill.apps.config.text.YamlTree;
import dev.waybill.events.Events;
import dev.waybill.forge.Ability;
import dev.waybill.forge.AppForge;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Which repository an app has at its code host, and which credential it uses there. */
class ConfiguredForgesTest {
    @TempDir
    Path directory;

    private final FakeGitHub github = FakeGitHub.start();
    private Db db;
    private Apps apps;
    private User ann;
    private Path secrets;

    @BeforeEach
    void open() throws Exception {
        db = Db.open(EmbeddedTemplate.in(directory));
        var events = new Events(Time.system());
        ann = db.write(tx -> new Access(db, events, Time.system()).named(tx, "ann"));
        apps = new Apps(db, events, Time.system(), AppsLimit.ofMemory());
        secrets = Files.createDirectories(directory.resolve("secrets"));
        Files.writeString(secrets.resolve("token"), FakeGitHub.TOKEN + "\n");
    }

    @AfterEach
    void close() {
        db.close();
        github.close();
    }

    private ConfiguredForges with(String ofServer) {
        var files = new ServerFiles(directory.resolve("data"), List.of(secrets));
        var settings = new LinkedHashMap<String, Map<String, Object>>();
        tree(ofServer).forEach((kind, block) -> settings.put(kind, Literal.plain((Map<?, ?>) block)));
        return new ConfiguredForges(apps, files, TestPlugins.CODE_HOSTS, settings, List::of);
    }

    /** @param user null for an app of the configuration file */
    private void app(String name, String repository, String fields, @Nullable User user) {
        var all = new LinkedHashMap<>(tree(fields));
        all.put("repository", repository);
        all.put("deploy", "make");
        var read = new AppReader(TestPlugins.ALL).read(all);
        assertThat(read.mistakes()).isEmpty();
        apps.create(new Apps.Draft(name, read.config()), user);
    }

    private Map<String, Object> tree(String yaml) {
        var tree = new LinkedHashMap<String, Object>();
        var text = yaml.replace("FAKE", github.url()).replace("SECRETS", secrets.toString());
        ((Map<?, ?>) Objects.requireNonNull(YamlTree.parse(text).root()))
                .forEach((key, value) -> tree.put(key.toString(), value));
        return tree;
    }

    private static AppForge found(ConfiguredForges forges, String app) throws IOException {
        return forges.of(app, Map.of()).orElseThrow();
    }

    private static boolean canRead(AppForge found) throws InterruptedException {
        return found.forge().abilities().getFirst().state() == Ability.State.ALLOWED;
    }

    @TestFactory
    Stream<DynamicTest> whatIsMissing_isSaid() {
        return """
                {} | /srv/shop.git | {via: github} => /srv/shop.git is not a URL at GitHub; set github.repo to its name there
                {} | https://git.example.com/acme/shop | {via: github} => set github.api_root to the API of that host, or github.repo
                {} | https://github.com/shop | {via: github} => does not end with an owner and a name; set github.repo
                {} | https://github.com/a/b/c | {via: github} => does not end with an owner and a name
                {} | https://github.com/acme/shop | {via: github} => there is no credential for GitHub; set github.token, or github.app_id and github.private_key, in the app or in the server's configuration file
                {} | https://git.example.com/acme/shop | {via: gitea} => gitea.api_root is not set; set it to the URL of the API of Gitea
                {github: {token: {env: T}}} | /srv/shop.git | {via: github, github: {repo: a/b, api_root: 'https://evil.example.com'}} => was configured for another api_root, and is not sent to https://evil.example.com
                """.lines().map(line -> line.split(" => | \\| ")).map(it -> dynamicTest(it[1] + " " + it[2], () -> {
            var name = "shop-" + Integer.toHexString(String.join(" ", it).hashCode());
            app(name, it[1], it[2], ann);

            assertThatThrownBy(() -> found(with(it[0]), name))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("app " + name + ": ")
                    .hasMessageContaining(it[3]);
        }));
    }

    @Test
    void localRepository_works_ifItsNameAndTheRootAreGiven() throws Exception {
        app(
                "shop",
                "/srv/shop.git",
                "{via: github, github: {repo: acme/shop, api_root: 'FAKE', token: {file: SECRETS/token}, contexts: build, required: true}}",
                ann);
        var shop = found(with("{}"), "shop");

        assertThat(canRead(shop)).isTrue();
        assertThat(shop.contexts()).containsExactly("build");
        assertThat(shop.isRequired()).isTrue();
    }

    @Test
    void app_ofNoCodeHost_hasNone() throws Exception {
        app("shop", "https://github.com/acme/shop", "{}", ann);
        app("git", "https://github.com/acme/shop", "{via: git}", ann);
        var forges = with("{github: {token: {env: T}}}");

        assertThat(forges.of("shop", Map.of())).isEmpty();
        assertThat(forges.of("git", Map.of())).isEmpty();
        assertThat(forges.of("nosuch", Map.of())).isEmpty();
        assertThat(forges.at("github").of("git", Map.of())).isPresent();
        assertThat(forges.at("nosuch").of("git", Map.of())).isEmpty();
    }

    @Test
    void oneCredential_servesManyApps_andOneAppHasItsOwn() throws Exception {
        Files.writeString(secrets.resolve("own"), "ghp_own");
        app("one", "/srv/one", "{via: github, github: {repo: acme/shop}}", ann);
        app("two", "/srv/two", "{via: github, github: {repo: acme/shop}}", ann);
        app("own", "/srv/own", "{via: github, github: {repo: acme/shop, token: {file: SECRETS/own}}}", ann);
        var forges = with("{github: {api_root: 'FAKE/', token: {file: SECRETS/token}}}");

        assertThat(canRead(found(forges, "one"))).isTrue();
        assertThat(found(forges, "two").forge()).isSameAs(found(forges, "one").forge());
        assertThat(canRead(found(forges, "own"))).isFalse();
        assertThat(github.requests().getLast().headers().get("authorization")).isEqualTo("Bearer ghp_own");
    }

    /** An app with a token does not use the key of the server's App, nor the other way round. */
    @Test
    void credential_overridesAsAWhole() throws Exception {
        Files.writeString(secrets.resolve("key"), github.privateKey());
        app("token", "/srv/a", "{via: github, github: {repo: acme/shop, token: {file: SECRETS/token}}}", ann);
        app(
                "app",
                "/srv/b",
                "{via: github, github: {repo: acme/shop, app_id: 12, private_key: {file: SECRETS/key}}}",
                ann);
        var byApp = with("{github: {api_root: 'FAKE', app_id: 12, private_key: {file: SECRETS/nosuch}}}");
        var byToken = with("{github: {api_root: 'FAKE', token: {file: SECRETS/nosuch}}}");

        assertThat(canRead(found(byApp, "token"))).isTrue();
        assertThat(github.installationTokens()).isZero();
        assertThat(canRead(found(byToken, "app"))).isTrue();
        assertThat(github.installationTokens()).isEqualTo(1);
    }

    @Test
    void settingsOfACheck_overrideThoseOfTheApp() throws Exception {
        app(
                "shop",
                "/srv/shop",
                "{via: github, github: {repo: acme/shop, contexts: [a], token: {file: SECRETS/nosuch}}}",
                ann);
        var forges = with("{github: {api_root: 'FAKE'}}");

        var check = forges.of("shop", Map.of("contexts", List.of("b"), "token", FakeGitHub.TOKEN, "timeout", 5))
                .orElseThrow();
        var emptied =
                forges.of("shop", Map.of("contexts", List.of(), "repo", "")).orElseThrow();

        assertThat(check.contexts()).containsExactly("b");
        assertThat(canRead(check)).isTrue();
        assertThat(emptied.contexts())
                .as("as clients of the old service mean it")
                .containsExactly("a");
        assertThatThrownBy(() -> forges.of("shop", Map.of("api_root", "https://evil.example.com")))
                .hasMessageContaining("is not sent to https://evil.example.com");
        assertThatThrownBy(() -> forges.of("shop", Map.of("api_root", "nonsense")))
                .hasMessageContaining("github.api_root must be an http or https URL");
        assertThatThrownBy(() -> forges.of("shop", Map.of("repo", "../..")))
                .hasMessageContaining("github.repo must be the owner and the name");
    }

    @Test
    void otherSpellingOfTheSameRoot_keepsTheCredential() throws Exception {
        app(
                "shop",
                "/srv/shop",
                "{via: github, github: {repo: acme/shop, api_root: 'HTTPS://API.github.com:443/'}}",
                ann);

        assertThat(with("{github: {token: {env: T}}}").of("shop", Map.of())).isPresent();
    }

    @Test
    void replacedFile_takesEffectAtOnce() throws Exception {
        app(
                "shop",
                "/srv/shop",
                "{via: github, github: {repo: acme/shop, api_root: 'FAKE', token: {file: SECRETS/token}}}",
                ann);
        var shop = found(with("{}"), "shop");
        assertThat(canRead(shop)).isTrue();

        github.revoke(FakeGitHub.TOKEN);
        assertThat(canRead(shop)).isFalse();
        github.accept("ghp_new");
        Files.writeString(secrets.resolve("token"), "ghp_new");

        assertThat(canRead(shop)).isTrue();
    }

    @Test
    void unreadableSecret_isNamed_withoutItsValue() throws Exception {
        var outside = Files.writeString(directory.resolve("outside"), "ghp_secret");
        app(
                "gone",
                "/srv/a",
                "{via: github, github: {repo: acme/shop, api_root: 'FAKE', token: {file: SECRETS/nosuch}}}",
                ann);
        app(
                "outside",
                "/srv/b",
                "{via: github, github: {repo: acme/shop, api_root: 'FAKE', token: {file: %s}}}".formatted(outside),
                ann);
        app(
                "reserved",
                "/srv/c",
                "{via: github, github: {repo: acme/shop, api_root: 'FAKE', token: {env: PGPASSWORD}}}",
                ann);
        var forges = with("{}");

        assertThat(advice(forges, "gone"))
                .contains("secret github.token: file " + secrets.resolve("nosuch"), "cannot be read by the server");
        assertThat(advice(forges, "outside"))
                .contains("is not in a directory whose files requests can use")
                .doesNotContain("ghp_secret");
        assertThat(advice(forges, "reserved")).contains("PGPASSWORD is reserved for the server");
        assertThat(github.requests()).isEmpty();
    }

    /** A file that only the configuration file may name is not read for an app that names the same one. */
    @Test
    void clients_areNotSharedWithApps_thatMayNotReadTheFile() throws Exception {
        var outside = Files.writeString(directory.resolve("outside"), FakeGitHub.TOKEN);
        app("shop", "/srv/a", "{via: github, github: {repo: acme/shop, token: {file: %s}}}".formatted(outside), ann);
        app("own", "/srv/b", "{via: github, github: {repo: acme/shop}}", ann);
        var forges = with("{github: {api_root: 'FAKE', token: {file: %s}}}".formatted(outside));

        assertThat(canRead(found(forges, "own"))).isTrue();
        assertThat(canRead(found(forges, "shop"))).isFalse();
    }

    private static String advice(ConfiguredForges forges, String app) throws Exception {
        return Optional.ofNullable(
                        found(forges, app).forge().abilities().getFirst().advice())
                .orElseThrow();
    }
}
