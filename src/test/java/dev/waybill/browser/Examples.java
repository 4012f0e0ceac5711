package dev.waybill.browser;

import dev.waybill.Client;
import dev.waybill.Latch;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.sightings.PastSighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fills a server with what people may see on it: twenty apps in all states, and names of all kinds. To be ended. */
final class Examples {
    /** As long as the name of an app may be. */
    static final String LONG = "customer-relationship-management-and-newsletter-subscriptions-4";

    private static final String LONG_BRANCH = "feature/" + "a-branch-with-a-very-long-name-".repeat(5) + "end";
    private static final String RIGHT_TO_LEFT_BRANCH = "תיקון/תשלומים";
    private static final List<String> OTHERS = List.of(
            "accounts",
            "auth",
            "catalogue",
            "geocoder",
            "images",
            "ledger",
            "mail",
            "media",
            "metrics",
            "pricing",
            "rates",
            "search");
    private static final String MIGRATION = "V7__settled_at.sql";
    private static final Duration AGE = Duration.ofMinutes(40);

    /** Colours, a line that is written over, and an address. */
    private static final String COMMAND = """
            i=0; while [ $i -lt 40 ]; do i=$((i + 1)); printf '\\033[32mok\\033[0m src/part%d.c\\n' $i; done
            printf 'uploading 10 %%\\ruploading 100 %%\\n\\033[1;33mwarning:\\033[0m web3 answers slowly\\n'
            """;

    private static final String REPORTS = """
            echo '::waybill progress 45'; echo '::waybill note 12 tables are being migrated'
            echo '::waybill link https://ci.example.com/42 the build'; echo '::waybill host web1 ok'
            """;

    private final TestServer server;
    private final TestRepository repository;
    private final Client ann;
    private final Client noa;
    private final Latch latch;
    private @Nullable JsonNode waiting;

    private Examples(TestServer server, TestRepository repository, Latch latch) throws Exception {
        this.latch = latch;
        this.server = server;
        this.repository = repository;
        this.ann = person("ann");
        this.noa = person("נועה בן־דוד");
    }

    static Examples fill(TestServer server, TestRepository repository, Latch latch) throws Exception {
        var examples = new Examples(server, repository, latch);
        examples.commits();
        examples.past();
        server.time().pass(AGE);
        examples.present();
        return examples;
    }

    /** Ends what waits. */
    void end() throws Exception {
        latch.open();
        if (waiting != null) {
            ended(waiting);
        }
    }

    private Client person(String name) throws Exception {
        var wanted = Map.of(
                "name",
                "pictures",
                "user",
                name,
                "rights",
                List.of("read", "deploy", "lock", "configure", "override", "admin"));
        var made = ok(server.client().post("/api/0/tokens/", wanted));
        return new Client(server.url(), made.get("token").asString());
    }

    private void commits() throws Exception {
        for (var file : List.of(MIGRATION, "basket", "checkout", "invoices")) {
            repository.commit(file, "new\n");
        }
        repository.git("branch", RIGHT_TO_LEFT_BRANCH, "main~1");
        repository.git("branch", LONG_BRANCH, "main~2");
    }

    /** What has ended. */
    private void past() throws Exception {
        var others = new ArrayList<JsonNode>();
        for (var name : OTHERS) {
            fake(name, Map.of("length", "1s"));
            others.add(deploy(ann, name, "production", "main"));
        }
        for (var other : others) {
            ended(other);
        }
        fake("site", Map.of("length", "1s"));
        ended(deploy(ann, "site", "production", "main~1"));
        fake(LONG, Map.of("length", "1s"));
        ended(deploy(noa, LONG, "production", LONG_BRANCH));
        failure();
        var environments = List.of("staging", "production");
        ann.app("shop", repository, Map.of("command", COMMAND), Map.of("environments", environments));
        ended(deploy(noa, "shop", "staging", "main~2"));
        ended(deploy(ann, "shop", "production", "main~2"));
        ended(deploy(noa, "shop", "staging", "main"));
    }

    /** One after a success, half way through its hosts, with a migration. */
    private void failure() throws Exception {
        var hosts = List.of("pay1", "pay2");
        fake("payments", Map.of("length", "1s", "hosts", hosts));
        ended(deploy(ann, "payments", "production", "main~4"));
        var failing = Map.of("length", "1s", "hosts", hosts, "fails_on", "pay2");
        ok(ann.put(
                "/api/0/apps/payments/",
                Map.of("provider_config", failing, "mark", Map.of("migration", List.of("*.sql")))));
        ended(deploy(noa, "payments", "production", RIGHT_TO_LEFT_BRANCH));
    }

    /** What runs, waits or is held. */
    private void present() throws Exception {
        var migrating = List.of(
                Map.of("build", COMMAND), Map.of("migrate", REPORTS + latch.await()), Map.of("restart", "true"));
        ann.app("api", repository, Map.of("command", migrating));
        waiting = deploy(ann, "api", "production", "main");
        ann.awaitLog(waiting, "host web1 ok");
        for (var name : List.of("web", "worker")) {
            fake(name, Map.of("length", "30m", "lines", 200, "hosts", List.of("web1", "web2", "web3")));
            ann.awaitLog(deploy(ann, name, "production", "main~1"), "build");
        }
        deploy(noa, "web", "production", "main");
        PastSighting.put(server, "site");
        ok(ann.put("/api/0/apps/shop/envs/production/lock/", Map.of("reason", "בדיקה לפני החג", "for", "2h")));
        deploy(noa, "shop", "production", "main");
        ok(noa.put(
                "/api/0/apps/payments/lock/",
                Map.of("reason", "moving to the new data centre ".repeat(6).strip())));
        ok(ann.put("/api/0/locks/environments/staging/", Map.of("reason", "load test", "kind", "warning")));
        ok(ann.put("/api/0/locks/global/", Map.of("reason", "frozen over the holidays", "kind", "automation")));
        var automatic = Map.of("production", Map.of("default_ref", "main", "auto", Map.of("on", "push")));
        ann.app("nightly", repository, Map.of("command", "true"), Map.of("environments", automatic));
        ok(ann.put("/api/0/apps/search/", Map.of("environments", automatic)));
        var paused = Map.of("mode", "paused", "reason", "the new index is being built");
        ok(ann.put("/api/0/apps/search/envs/production/auto/", paused));
    }

    private void fake(String name, Map<String, ?> config) throws Exception {
        ok(ann.newApp(name, repository, "fake", config));
    }

    private static JsonNode deploy(Client person, String app, String environment, String ref) throws Exception {
        var wanted = Map.of("app", app, "env", environment, "ref", ref, "queue", true);
        return ok(person.post("/api/0/deploys/", wanted));
    }

    private void ended(JsonNode deploy) throws Exception {
        ann.awaitEnd(deploy);
    }

    private static JsonNode ok(Client.Answer answer) {
        if (answer.status() >= 300) {
            throw new AssertionError("%d: %s".formatted(answer.status(), answer.text()));
        }
        return answer.json();
    }
}
