package dev.waybill.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.errors.Excerpt;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which webhooks are accepted, byte by byte. */
class WebhooksWireTest extends WebhooksFixture {
    private static final String BODY = Signing.in("acme/shop");
    private static final int LARGEST = 1024 * 1024;

    /** What is sent as the signature of {@link #BODY}. */
    private record Case(String what, int status, String signature) {}

    @TestFactory
    Stream<DynamicTest> signature_isRequired_andExact() throws Exception {
        var bytes = BODY.getBytes(StandardCharsets.UTF_8);
        var right = Signing.hex("HmacSHA256", SECRET, bytes);
        return Stream.of(
                        new Case("right", 202, "sha256=" + right),
                        new Case("upper-case digits", 202, "sha256=" + right.toUpperCase(Locale.ROOT)),
                        new Case("upper-case prefix", 401, "SHA256=" + right),
                        new Case("none", 401, ""),
                        new Case("no prefix", 401, right),
                        new Case("prefix alone", 401, "sha256="),
                        new Case("of another secret", 401, "sha256=" + Signing.hex("HmacSHA256", "guess", bytes)),
                        new Case("of another body", 401, "sha256=" + Signing.hex("HmacSHA256", SECRET, new byte[1])),
                        new Case("SHA-1", 401, "sha1=" + Signing.hex("HmacSHA1", SECRET, bytes)),
                        new Case("SHA-1 as SHA-256", 401, "sha256=" + Signing.hex("HmacSHA1", SECRET, bytes)),
                        new Case("SHA-512", 401, "sha512=" + Signing.hex("HmacSHA512", SECRET, bytes)),
                        new Case("truncated", 401, "sha256=" + right.substring(0, 63)),
                        new Case("too long", 401, "sha256=" + right + "00"),
                        new Case("no digits", 401, "sha256=" + "g".repeat(64)),
                        new Case("two of them", 401, "sha256=%1$s, sha256=%1$s".formatted(right)),
                        new Case(
                                "last digit wrong",
                                401,
                                "sha256=" + right.substring(0, 63) + (right.endsWith("0") ? 1 : 0)))
                .map(it -> dynamicTest(it.what(), () -> {
                    var answer = signing.raw("push", it.signature(), BODY);

                    assertThat(answer.status()).as(answer.text()).isEqualTo(it.status());
                    if (it.status() == 401) {
                        assertThat(answer.json().get("error").asString())
                                .isEqualTo("The signature is missing or wrong");
                    }
                }));
    }

    /** From "Validating webhook deliveries" in GitHub's documentation. */
    @Test
    void exampleOfGitHub_isSignedRight_butNotJson() throws Exception {
        var signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

        assertThat(signing.raw("push", signature, "Hello, World!").status()).isEqualTo(400);
        assertThat(signing.raw("push", signature, "Hello, World").status()).isEqualTo(401);
    }

    @TestFactory
    Stream<DynamicTest> bodyThatIsSigned_isReadWithCare() {
        return Stream.of(
                        Map.entry(400, ""),
                        Map.entry(400, "nonsense"),
                        Map.entry(400, "payload=%7B%7D"),
                        Map.entry(400, BODY + "}"),
                        Map.entry(400, "[" + BODY + "]"),
                        Map.entry(400, "\"acme/shop\""),
                        Map.entry(400, "null"),
                        Map.entry(400, "{}"),
                        Map.entry(400, "{\"repository\": \"acme/shop\"}"),
                        Map.entry(400, "{\"repository\": {\"full_name\": 7}}"),
                        Map.entry(400, "{\"repository\": {\"full_name\": null}}"),
                        Map.entry(400, "{\"repository\": {\"full_name\": [\"acme/shop\"]}}"),
                        Map.entry(400, Signing.in("")),
                        Map.entry(400, Signing.in("acme")),
                        Map.entry(400, Signing.in("acme/../shop")),
                        Map.entry(400, Signing.in("acme/shop\\u0000")),
                        Map.entry(400, Signing.in("acme/\uD83D\uDE80")),
                        Map.entry(400, Signing.in("acme/" + "x".repeat(100_000))),
                        Map.entry(400, "{\"a\":".repeat(5_000)),
                        Map.entry(200, Signing.in("acme/nosuch")),
                        Map.entry(202, "\uFEFF" + BODY),
                        Map.entry(202, BODY + " ".repeat(LARGEST - BODY.length())),
                        Map.entry(413, BODY + " ".repeat(LARGEST - BODY.length() + 1)))
                .map(it -> dynamicTest(Excerpt.of(it.toString()), () -> {
                    var answer = signing.github("push", SECRET, it.getValue());

                    assertThat(answer.status()).as(answer.text()).isEqualTo(it.getKey());
                    assertThat(answer.contentType()).isEqualTo("application/json");
                }));
    }

    @TestFactory
    Stream<DynamicTest> event_decides_whetherTheServerLooks() {
        var ofInterest = Stream.of(
                "push", "create", "delete", "deployment", "status", "check_run", "check_suite", "workflow_run");
        var others = Stream.of("ping", "star", "PUSH", "\"><script>");
        return Stream.concat(ofInterest.map(it -> Map.entry(it, 202)), others.map(it -> Map.entry(it, 200)))
                .map(it -> dynamicTest(it.getKey(), () -> {
                    assertThat(signing.github(it.getKey(), SECRET, BODY).status())
                            .isEqualTo(it.getValue());
                }));
    }

    @Test
    void ping_ofAnOrganization_needsNoRepository() throws Exception {
        assertThat(signing.github("ping", SECRET, "{\"zen\": \"Keep it logically awesome.\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void requestWithoutEvent_changesNothing() throws Exception {
        var signature = "sha256=" + Signing.hex("HmacSHA256", SECRET, BODY.getBytes(StandardCharsets.UTF_8));
        var answer = client.send(client.bare("/webhooks/github")
                .header("X-Hub-Signature-256", signature)
                .POST(BodyPublishers.ofString(BODY)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("this event changes nothing here");
    }

    @Test
    void token_isNoSignature() throws Exception {
        var answer = client.send(client.request("/webhooks/github").POST(BodyPublishers.ofString(BODY)));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void otherMethodsAndPaths_areNotWebhooks() throws Exception {
        assertThat(client.get("/webhooks/github").status()).isEqualTo(405);
        assertThat(client.get("/webhooks/").status()).isEqualTo(404);
        assertThat(client.send(client.bare("/webhooks/gitlab").POST(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(404);
        assertThat(client.send(client.bare("/webhooks/github/").POST(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(401);
    }

    @TestFactory
    Stream<DynamicTest> secret_isGoodForItsOwnApps_alone() {
        return Stream.of(
                        List.of("202", SECRET, "acme/shop"),
                        List.of("202", SECRET, "ACME/shop"),
                        List.of("202", SECRET, "acme/plain"),
                        List.of("200", SECRET, "acme/elsewhere"),
                        List.of("200", SECRET, "acme/own"),
                        List.of("202", OWN_SECRET, "acme/own"),
                        List.of("200", OWN_SECRET, "acme/shop"),
                        List.of("200", OWN_SECRET, "acme/tea"))
                .map(it -> dynamicTest(it.toString(), () -> {
                    var answer = signing.push(it.get(1), it.get(2));

                    assertThat(answer.status()).as(answer.text()).isEqualTo(Integer.parseInt(it.getFirst()));
                }));
    }

    @Test
    void gitea_signsInItsOwnWay() throws Exception {
        assertThat(signing.gitea("push", OWN_SECRET, Signing.in("acme/tea")).status())
                .isEqualTo(202);
        assertThat(signing.gitea("push", SECRET, Signing.in("acme/tea")).status())
                .isEqualTo(401);
        assertThat(signing.gitea("push", OWN_SECRET, Signing.in("acme/own")).status())
                .isEqualTo(200);
    }
}
