package dev.waybill;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends what a browser sends. */
public final class Browser {
    private final TestServer server;
    private final Client client;

    private Browser(TestServer server) {
        this.server = server;
        this.client = new Client(server.url(), "");
    }

    public static Browser at(TestServer server) {
        return new Browser(server);
    }

    /** Signs in and answers the cookie for what comes then. */
    public String signIn(String secret) throws Exception {
        var answer = send(form("/login", Map.of("secret", secret)));
        if (answer.status() != 303) {
            throw new AssertionError(answer.text());
        }
        return cookie(answer).replaceFirst(";.*", "");
    }

    public static String cookie(Client.Answer answer) {
        return answer.response().headers().firstValue("Set-Cookie").orElse("");
    }

    public Client.Answer get(String path, String cookie) throws Exception {
        return send(client.bare(path)
                .header("Cookie", cookie)
                .header("Accept", "text/html")
                .GET());
    }

    public Client.Answer send(HttpRequest.Builder request) throws Exception {
        return client.send(request);
    }

    /** A form that was sent from a page of this server. */
    public HttpRequest.Builder form(String path, Map<String, String> fields) {
        return bareForm(path, fields).header("Origin", server.url()).header("Sec-Fetch-Site", "same-origin");
    }

    /** A form without a word of where it comes from. */
    public HttpRequest.Builder bareForm(String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return client.bare(path)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }
}
