package dev.waybill.web.deploys;

import dev.waybill.Browser;
import dev.waybill.Client;
import dev.waybill.SharedServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;

/** A browser at a server whose deploys are only played. */
public abstract class PageFixture extends SharedServer {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    protected Browser browser;
    protected String cookie = "";

    @BeforeAll
    final void signIn() throws Exception {
        browser = Browser.at(server);
        cookie = browser.signIn(server.token());
    }

    /** Registers an app with the environments staging and production. */
    protected final void app(String name, Map<String, ?> settings, Map<String, ?> more) throws Exception {
        var app = new LinkedHashMap<String, Object>(more);
        app.put("name", name);
        app.put("repository", repository.path().toString());
        app.put("provider", "fake");
        app.put("provider_config", settings);
        app.putIfAbsent("environments", Map.of("staging", Map.of(), "production", Map.of()));
        var made = client.post("/api/0/apps/", app);
        if (made.status() != 201) {
            throw new AssertionError(made.text());
        }
    }

    /** An app whose deploys end at once. */
    protected final void quick(String name) throws Exception {
        app(name, Map.of("length", 0.1, "lines", 1), Map.of());
    }

    /** An app whose deploys run until somebody ends them. */
    protected final void endless(String name) throws Exception {
        app(name, Map.of("length", "10h"), Map.of());
    }

    protected final JsonNode deploy(String app, String environment, String ref) throws Exception {
        return client.deploy(app, "?env=%s&ref=%s".formatted(environment, ref));
    }

    /** The same, and waits for its end. */
    protected final JsonNode deployed(String app, String environment, String ref) throws Exception {
        var deploy = deploy(app, environment, ref);
        client.awaitEnd(deploy);
        return deploy;
    }

    protected final Client.Answer page(String path) throws Exception {
        return browser.get(path, cookie);
    }

    /** What a form remembers. */
    protected final Map<String, String> hidden(String path) throws Exception {
        var fields = new LinkedHashMap<String, String>();
        HIDDEN.matcher(page(path).text()).results().forEach(it -> fields.put(it.group(1), it.group(2)));
        return fields;
    }

    /** Sends a form. */
    protected final Client.Answer send(String path, Map<String, String> fields) throws Exception {
        return browser.send(browser.form(path, fields).header("Cookie", cookie));
    }

    /** Opens a form, fills it in, and sends it. */
    protected final Client.Answer fill(String path, Map<String, String> typed) throws Exception {
        var fields = hidden(path);
        fields.putAll(typed);
        return send(path, fields);
    }

    /** The cookie of somebody who may only read. */
    protected final String reader() throws Exception {
        var token = client.post(
                "/api/0/tokens/",
                Map.of("user", "reader", "name", "reader-" + System.nanoTime(), "rights", List.of("read")));
        return browser.signIn(token.json().get("token").asString());
    }
}
