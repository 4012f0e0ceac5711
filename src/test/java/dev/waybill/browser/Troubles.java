package dev.waybill.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What no page may do, whatever else is tested: write errors to the console, which includes what the content security policy forbids, let an
 * exception escape, send requests to another host, and ask for what is not there.
 */
final class Troubles {
    /** The console repeats what the answer said; {@link #heed(Response)} knows better which it was. */
    private static final String FAILED_ANSWER = "Failed to load resource: the server responded with a status of";

    /** These do not leave the browser. */
    private static final Set<String> LOCAL = Set.of("data", "blob", "about");

    private final List<String> found = Collections.synchronizedList(new ArrayList<>());
    private final List<Pattern> expected = Collections.synchronizedList(new ArrayList<>());

    /** @param authority the host and port that may be asked */
    void watch(BrowserContext context, String authority) {
        context.onConsoleMessage(this::heed);
        context.onWebError(
                error -> found.add("%s: uncaught %s".formatted(error.page().url(), error.error())));
        context.onRequest(request -> heed(request, authority));
        context.onResponse(this::heed);
    }

    /** The test causes troubles in whose words this is found. */
    void expect(String pattern) {
        expected.add(Pattern.compile(pattern));
    }

    /** Those that nobody expected, a line each; forgotten by this. */
    List<String> take() {
        var all = found.stream()
                .filter(line ->
                        expected.stream().noneMatch(it -> it.matcher(line).find()))
                .distinct()
                .toList();
        found.clear();
        expected.clear();
        return all;
    }

    private void heed(ConsoleMessage message) {
        if (message.type().equals("error") && !message.text().startsWith(FAILED_ANSWER)) {
            found.add("%s: console error: %s".formatted(message.location(), message.text()));
        }
    }

    private void heed(Request request, String authority) {
        var address = URI.create(request.url());
        if (!LOCAL.contains(address.getScheme()) && !authority.equals(address.getAuthority())) {
            found.add("request to another host: " + request.url());
        }
    }

    /** What a person navigates to may fail, as the test says; what the page needs may not. */
    private void heed(Response response) {
        if (response.status() >= 400 && !response.request().isNavigationRequest()) {
            found.add("%d for %s".formatted(response.status(), response.url()));
        }
    }
}
