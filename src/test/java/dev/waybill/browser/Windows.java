package dev.waybill.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.Cookie;
import dev.waybill.Browser;
import dev.waybill.TestServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Windows of the browser at pages of one server. Each person signs in once. */
final class Windows implements AutoCloseable {
    private final TestServer server;
    private final String url;
    private final Troubles troubles = new Troubles();
    private final List<BrowserContext> open = new ArrayList<>();
    private final Map<Display, Page> kept = new HashMap<>();
    private final Map<String, String> cookies = new HashMap<>();

    /** @param url where browsers reach it */
    Windows(TestServer server, String url) {
        this.server = server;
        this.url = url;
    }

    Troubles troubles() {
        return troubles;
    }

    List<Page> pages() {
        return open.stream().flatMap(context -> context.pages().stream()).toList();
    }

    /** A new window with nothing in it. */
    Page blank(Display display) {
        return context(display).newPage();
    }

    /** A new window of somebody who has signed in with a token. */
    Page open(Display display, String token, String path) throws Exception {
        var context = context(display);
        context.addCookies(List.of(cookie(token)));
        var page = context.newPage();
        page.navigate(path);
        return page;
    }

    /** The window of that display which stays open from test to test, as if it were new. */
    Page reopen(Display display, String token, String path) throws Exception {
        var page = kept.get(display);
        if (page == null) {
            page = open(display, token, path);
            kept.put(display, page);
        } else {
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(display.colors()));
            page.setViewportSize(display.width(), display.height());
            page.navigate(path);
        }
        return page;
    }

    private BrowserContext context(Display display) {
        var context = Chromium.open(display, url);
        troubles.watch(context, URI.create(url).getAuthority());
        open.add(context);
        return context;
    }

    private Cookie cookie(String token) throws Exception {
        var known = cookies.get(token);
        var cookie = known == null ? Browser.at(server).signIn(token) : known;
        cookies.put(token, cookie);
        var parts = cookie.split("=", 2);
        return new Cookie(parts[0], parts[1]).setUrl(url);
    }

    /** Closes those that one test has opened, and the troubles with them are known. */
    void closeOwn() {
        var isKept = kept.values().stream().map(Page::context).collect(Collectors.toSet());
        open.stream().filter(context -> !isKept.contains(context)).forEach(BrowserContext::close);
        open.retainAll(isKept);
    }

    @Override
    public void close() {
        open.forEach(BrowserContext::close);
        open.clear();
    }
}
