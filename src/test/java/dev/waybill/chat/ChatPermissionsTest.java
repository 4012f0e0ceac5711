package dev.waybill.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestCli;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may say what, what is not a sentence at all, and the verb. */
class ChatPermissionsTest extends ChatFixture {
    private static final List<String> CHANGES = List.of(
            "deploy shop",
            "rollback shop",
            "promote shop staging to production",
            "cancel shop/production#1",
            "lock shop because mine",
            "unlock shop");

    @BeforeAll
    void deployOnce() throws Exception {
        app("shop", "true");
        app("blog", "true");
        toTheEnd(ann, "deploy shop");
    }

    @Test
    void readers_mayOnlyLook() throws Exception {
        var reader = token("rita", List.of("read"), "");

        for (var question : List.of("status shop", "queue", "why shop", "deploys shop", "where can i deploy shop")) {
            done(reader, question);
        }
        for (var change : CHANGES) {
            assertThat(refused(reader, change, "not_permitted")).contains("of rita lacks the permission");
        }
        assertThat(refused(ann, "deploy! shop", "not_permitted")).contains("lacks the permission \"force\"");
    }

    @Test
    void appsThatTheCallerMayNotRead_areUnknown() throws Exception {
        var stranger = token("sam", List.of("deploy", "lock"), "blog");

        for (var app : List.of("shop", "nope")) {
            assertThat(say(stranger, "deploy %s".formatted(app)).toString())
                    .contains("\"understood\":false", "No app is named", "the apps are blog")
                    .doesNotContain("shop".equals(app) ? "shop/" : "shop");
        }
        assertThat(text(say(stranger, "cancel shop/production#1"))).contains("No app is named");
        assertThat(done(stranger, "queue")).doesNotContain("shop");
        assertThat(say(stranger, "deploys blog").get("ok").asBoolean()).isTrue();
    }

    @Test
    void users_speakThroughABot_thatMayImpersonate() throws Exception {
        var bot = token("bot", List.of("deploy", "lock"), "");
        var trusted = token("bot", List.of("deploy", "lock", "impersonate"), "");

        for (var change : List.of("deploy blog", "lock blog because mine")) {
            assertThat(text(say(bot, Map.of("text", change, "user", "ida")))).contains("permission \"impersonate\"");
        }
        var deploy = say(trusted, Map.of("text", "deploy blog to staging", "user", "ida"));
        var lock = say(trusted, Map.of("text", "lock blog in staging because mine", "user", "ida"));
        var question = say(bot, Map.of("text", "status blog", "user", "ida"));

        var shown = client.get("/api/0/deploys/blog/staging/1/").json();
        assertThat(deploy.get("ok").asBoolean()).as(deploy.toString()).isTrue();
        assertThat(shown.at("/user/name").asString()).isEqualTo("ida");
        assertThat(shown.get("requestedBy").asString()).isEqualTo("bot on behalf of ida");
        assertThat(text(lock)).contains("locked by ida");
        assertThat(question.get("ok").asBoolean()).isTrue();
        assertThat(refused(bot, "unlock blog in staging", "not_permitted")).contains("only ida");
        assertThat(say(trusted, Map.of("text", "unlock blog in staging", "user", "ida"))
                        .get("ok")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void answers_goToTheRoom_andStrangeInputIsRefused() throws Exception {
        var inRoom = say(ann, Map.of("text", "help", "room", "#ops 🚀", "thread", "1700000000.1"));
        assertThat(inRoom.get("room").asString()).isEqualTo("#ops 🚀");
        assertThat(inRoom.get("thread").asString()).isEqualTo("1700000000.1");

        for (var wrong : List.of(
                Map.of("text", "deploy " + "x".repeat(10_240)),
                Map.of("text", "status\u0007"),
                Map.of("text", "status\0"),
                Map.of("text", ""),
                Map.of("room", "ops"),
                Map.of("text", "help", "room", "a\nb"),
                Map.of("text", "help", "channel", "ops"))) {
            assertThat(ann.post("/api/0/chat/", wrong).status())
                    .as(wrong.toString())
                    .isEqualTo(400);
        }
        assertThat(say(ann, "🚀🚀🚀").get("understood").asBoolean()).isFalse();
        assertThat(done(ann, "\u202estatus\u202c shop\u200f in\u00a0staging")).startsWith("shop/staging: ");
    }

    @Test
    void repetitions_ofARequest_deployOnce() throws Exception {
        var bodies = new HashSet<String>();
        for (var i = 0; i < 2; i++) {
            var answer = ann.send(ann.request("/api/0/chat/?text=deploy+shop+to+staging")
                    .header("Idempotency-Key", "once")
                    .POST(BodyPublishers.noBody()));
            bodies.add(answer.json().get("deploy").asString());
        }

        assertThat(bodies).containsExactly("shop/staging#1");
    }

    @Test
    void say_exitsAsOtherVerbs() throws Exception {
        done(bob, "lock blog in production because audit");
        var cli = new TestCli(server.url(), ann.token(), directory);

        var answered = cli.run("say", "status", "shop");
        var held = cli.run("say", "deploy blog to production");
        var unclear = cli.run("say", "deplyo");
        var refused = cli.run("say", "--json", "cancel", "shop/production#1");

        assertThat(answered.out()).contains("shop/production: ");
        assertThat(answered.code()).isZero();
        assertThat(held.err()).contains("Refused: production of blog is locked by bob");
        assertThat(held.code()).isEqualTo(3);
        assertThat(unclear.code()).isEqualTo(2);
        assertThat(refused.json().get("refusal").asString()).isEqualTo("conflict");
        assertThat(refused.code()).isEqualTo(1);
    }
}
