package dev.waybill.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.receivers.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Notifiers are told what they ask for, once, in order, and without secrets. */
abstract class NotifiersContract extends NotifiersFixture {
    @Override
    String settings() {
        return """
                notifiers:
                  - {type: webhook, config: {url: "%s", apps: "shop*", events: [failed, locked]}}
                """.formatted(receiver.url("/all"));
    }

    @Test
    void deploy_isTold_inOrder_withWhatItBrings() throws Exception {
        app("shop", "true", "/shop", Map.of());
        deployed("shop");
        repository.commit("<cart>", "1");

        var deploy = deployed("shop");

        var told = await("/shop", 4);
        assertThat(texts(told, "event")).containsExactly("started", "succeeded", "started", "succeeded");
        assertThat(texts(told, "id")).doesNotHaveDuplicates();
        var last = told.get(3).json();
        assertThat(last.path("text").asString())
                .matches("shop/production#2 succeeded( after \\d+s)?: main \\(\\w{7}\\), requested by admin");
        assertThat(last.path("details").get(0).asString()).startsWith("1 change by ");
        assertThat(last.path("url").asString()).endsWith("/apps/shop/production/2");
        assertThat(last.path("deploy").path("id").asString())
                .isEqualTo(deploy.path("id").asString());
        assertThat(last.path("deploy").path("commits").get(0).path("title").asString())
                .isEqualTo("Change <cart>");
        assertThat(told.get(3).headers())
                .containsEntry("webhook-id", last.path("id").asString());
    }

    @Test
    void notifier_isToldOnlyWhatItAsksFor() throws Exception {
        app("shop", "false", "/shop", Map.of("events", List.of("failed", "unlocked"), "environments", "prod*"));
        app("blog", "false", "/blog", Map.of("users", "nobody"));
        deployed("shop");
        client.deploy("shop", "?env=staging");
        deployed("blog");
        client.put("/api/0/apps/shop/", Map.of("lockedReason", "inventory"));
        client.put("/api/0/apps/shop/", Map.of("lockedReason", false));

        assertThat(texts(await("/shop", 2), "event")).containsExactly("failed", "unlocked");
        assertThat(texts(await("/all", 3), "event")).containsExactlyInAnyOrder("failed", "failed", "locked");
        assertThat(receiver.at("/blog")).isEmpty();
    }

    @Test
    void receiverThatIsDown_isToldAfterwards_inOrder_withTheSameIds() throws Exception {
        var ids = new ArrayList<String>();
        receiver.answers("/shop", request -> {
            ids.add(request.json().path("id").asString());
            return new Answer(ids.size() < 4 ? 503 : 200, Map.of(), "");
        });
        app("shop", "true", "/shop", Map.of());

        deployed("shop");

        await("/shop", 5);
        assertThat(ids.subList(0, 4)).containsOnly(ids.getFirst());
        assertThat(ids.get(4)).isNotEqualTo(ids.getFirst());
    }

    @Test
    void signature_isThatOfTheSpecification() throws Exception {
        Files.writeString(
                directory.resolve("key"), "whsec_" + Base64.getEncoder().encodeToString(new byte[] {1, 2, 3}));
        app(
                "shop",
                "true",
                "/shop",
                Map.of("secret", Map.of("file", directory.resolve("key").toString())));

        deployed("shop");

        var told = await("/shop", 1).getFirst();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[] {1, 2, 3}, "HmacSHA256"));
        var signed = "%s.%s.%s"
                .formatted(told.headers().get("webhook-id"), told.headers().get("webhook-timestamp"), told.body());
        assertThat(told.headers())
                .containsEntry(
                        "webhook-signature",
                        "v1,"
                                + Base64.getEncoder()
                                        .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void secret_isNowhere_butWithItsReceiver() throws Exception {
        Files.writeString(directory.resolve("url"), receiver.url("/shop?key=hunter2hunter2"));
        Files.writeString(directory.resolve("token"), "swordfish99");
        receiver.answers("/shop?key=hunter2hunter2", 404, "no hook hunter2hunter2");
        var url = Map.of("file", directory.resolve("url").toString());
        var answer = client.post(
                "/api/0/apps/",
                Map.of(
                        "name", "shop",
                        "repository", repository.path().toString(),
                        "provider", "shell",
                        "provider_config", Map.of("command", "true"),
                        "secrets",
                                Map.of(
                                        "TOKEN",
                                        Map.of(
                                                "file",
                                                directory.resolve("token").toString())),
                        "notifiers", List.of(Map.of("type", "webhook", "config", Map.of("url", url)))));
        assertThat(answer.status()).isEqualTo(201);
        client.deploy("shop", "?reason=uses+swordfish99");

        var told = await("/shop?key=hunter2hunter2", 1).getFirst();

        assertThat(told.body()).contains("uses ***").doesNotContain("swordfish99");
        while (client.get("/api/0/deliveries/1/").json().path("history").isEmpty()) {
            Pause.briefly();
        }
        var shown = client.get("/api/0/deliveries/1/").text();
        assertThat(shown).contains("404").doesNotContain("swordfish99").doesNotContain("hunter2");
    }

    @Test
    void slack_getsText_inWhichNothingIsMarkup() throws Exception {
        app(
                "shop",
                "true",
                Map.of(
                        "type",
                        "slack",
                        "config",
                        Map.of("webhook_url", receiver.url("/slack"), "events", "succeeded")));

        client.awaitEnd(client.deploy("shop", "?reason=%3C!channel%3E+%26+more"));

        var text = await("/slack", 1).getFirst().json().path("text").asString();
        assertThat(text)
                .startsWith("<" + server.url() + "/apps/shop/production/1|shop/production#1 succeeded")
                .contains("Reason: &lt;!channel&gt; &amp; more");
    }

    @Test
    void removedNotifier_isNotToldAnyMore() throws Exception {
        receiver.answers("/shop", 503, "");
        app("shop", "true", "/shop", Map.of());
        deployed("shop");
        await("/shop", 1);

        client.put("/api/0/apps/shop/", Map.of("notifiers", List.of()));

        while (!client.get("/api/0/deliveries/?state=delivered").text().contains("notifier webhook shop")) {
            server.time().pass(Duration.ofSeconds(20));
            Pause.briefly();
        }
        var known = receiver.at("/shop").size();
        deployed("shop");
        assertThat(receiver.at("/shop")).hasSize(known);
    }
}
