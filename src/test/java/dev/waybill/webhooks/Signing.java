package dev.waybill.webhooks;

import dev.waybill.Client;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends webhooks as code hosts do. */
public record Signing(Client client) {
    /** Something that happened in a repository. */
    static String in(String repository) {
        return "{\"ref\": \"refs/heads/main\", \"repository\": {\"id\": 1, \"full_name\": \"%s\"}}"
                .formatted(repository);
    }

    public Client.Answer push(String secret, String repository) throws Exception {
        return github("push", secret, in(repository));
    }

    Client.Answer github(String event, String secret, String body) throws Exception {
        return raw(event, "sha256=" + hex("HmacSHA256", secret, body.getBytes(StandardCharsets.UTF_8)), body);
    }

    /** @param signature empty for none */
    Client.Answer raw(String event, String signature, String body) throws Exception {
        var request = client.bare("/webhooks/github")
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", event)
                .POST(BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)));
        return client.send(signature.isEmpty() ? request : request.header("X-Hub-Signature-256", signature));
    }

    Client.Answer gitea(String event, String secret, String body) throws Exception {
        return client.send(client.bare("/webhooks/gitea")
                .header("Content-Type", "application/json")
                .header("X-Gitea-Event", event)
                .header("X-Gitea-Signature", hex("HmacSHA256", secret, body.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(body)));
    }

    static String hex(String algorithm, String secret, byte[] body) throws Exception {
        var mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
