package dev.waybill.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.waybill.SharedServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Opens pages of a server in a real browser. Each test has windows of its own, and fails if any of them had troubles, whatever it
 * tests. Tests wait for what a page shows, with Playwright's assertions and locators, and never for a time.
 */
@Tag("browser")
@ExtendWith(Screenshots.class)
public abstract class BrowserFixture extends SharedServer {
    private Windows windows;

    @BeforeEach
    final void openWindows() throws Exception {
        if (windows == null) { // before the first test, when all that url() needs is there
            windows = new Windows(server, url());
        }
    }

    @AfterEach
    final void closeWindows() {
        windows.closeOwn();
        assertNoTroubles();
    }

    @AfterAll
    final void closeAllWindows() {
        if (windows != null) { // otherwise the server has not started
            windows.close();
            assertNoTroubles();
        }
    }

    private void assertNoTroubles() {
        assertThat(windows.troubles().take()).as("troubles in the browser").isEmpty();
    }

    /** Where browsers reach the server. */
    protected String url() throws Exception {
        return server.url();
    }

    /** Those that are open. */
    final List<Page> pages() {
        return windows.pages();
    }

    /** A new window at a page, for the administrator, on a desk. */
    protected final Page open(String path) throws Exception {
        return open(Display.DESK, path);
    }

    /** A new window at a page, for the administrator. */
    protected final Page open(Display display, String path) throws Exception {
        return open(display, server.token(), path);
    }

    /** The window for the administrator that all tests share which ask for it, at a page: a new one costs Chromium a process. */
    protected final Page reopen(Display display, String path) throws Exception {
        return windows.reopen(display, server.token(), path);
    }

    /** A new window at a page, for whoever has that token. */
    protected final Page open(Display display, String token, String path) throws Exception {
        return windows.open(display, token, path);
    }

    /** A new window of somebody who has not signed in, with nothing in it. */
    protected final Page blank(Display display) {
        return windows.blank(display);
    }

    /** This test causes troubles in whose words this is found, such as {@code net::ERR_}. */
    protected final void expectTrouble(String pattern) {
        windows.troubles().expect(pattern);
    }

    /** Fails unless a page is accessible in light and in dark, and fits a phone; leaves it like that. */
    protected static void assertPresentable(Page page) {
        assertAccessible(page);
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        Accessibility.checkContrast(page);
        page.setViewportSize(Display.PHONE.width(), Display.PHONE.height());
        assertFits(page);
    }

    /** Fails with what axe finds by the rules of WCAG 2.2, levels A and AA. */
    protected static void assertAccessible(Page page) {
        Accessibility.check(page);
    }

    /** Fails if people must scroll sideways; parts of a page may, in themselves. */
    protected static void assertFits(Page page) {
        var sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth].join(' of ')";
        var fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";
        assertThat(page.evaluate(fits))
                .as("%s: %s pixels", page.url(), page.evaluate(sizes))
                .isEqualTo(true);
    }
}
