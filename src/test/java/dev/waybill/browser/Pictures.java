package dev.waybill.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Takes a picture of every page in light, dark and on a phone: what bin/pictures runs, and no test. Add a line for a new page. */
class Pictures extends BrowserFixture {
    private static final List<Picture> PAGES = List.of(
            new Picture("overview", "/", "shop"),
            new Picture("wallboard", "/?tv=1", "shop"),
            new Picture("app", "/apps/shop", "Last deploys"),
            new Picture("environment", "/apps/shop/production", "Variables"),
            new Picture("new-deploy", "/apps/shop/production/deploy?ref=main", "What goes out"),
            new Picture("deploy-succeeded", "/apps/shop/staging/2", "succeeded"),
            new Picture("deploy-failed", "/apps/payments/production/2", "V7__settled_at.sql"),
            new Picture("deploy-running", "/apps/api/production/1", "running"),
            new Picture("deploy-waiting", "/apps/web/production/2", "waiting"),
            new Picture("deploy-locked", "/apps/shop/production/2", "locked by"),
            new Picture("deploy-long-names", "/apps/" + Examples.LONG + "/production/1", "succeeded"),
            new Picture("deploy-changes", "/apps/shop/staging/2/changes", "Change invoices"),
            new Picture("deploy-gates", "/apps/shop/production/2/gates", "locked by"),
            new Picture("deploy-config", "/apps/shop/staging/2/config", "provider"),
            new Picture("deploy-events", "/apps/shop/staging/2/events", "Started"),
            new Picture("deploy-api", "/apps/shop/staging/2/api", "curl"),
            new Picture("rollback", "/apps/shop/staging/2/rollback", "Roll back"),
            new Picture("commit", "/commits/SHA", "Live in"),
            new Picture("queue", "/queue", "Running"),
            new Picture("locks", "/locks", "moving to the new data centre"),
            new Picture("lock", "/lock", "Reason"),
            new Picture("history", "/history", "CSV"),
            new Picture("compare", "/compare?app=shop&from=production&to=staging", "Compare"),
            new Picture("app-settings", "/apps/shop/settings", "Commands"),
            new Picture("app-versions", "/apps/search/settings/versions", "Version 2"),
            new Picture("app-remove", "/apps/shop/settings/remove", "Remove shop"),
            new Picture("new-app", "/apps/new", "Repository"),
            new Picture("settings", "/settings", "Tokens"),
            new Picture("tokens", "/settings/tokens", "Tokens"),
            new Picture("new-token", "/settings/tokens/new", "Permissions"),
            new Picture("notifiers", "/settings/notifiers", "Of the server"),
            new Picture("deliveries", "/settings/deliveries", "Deliveries"),
            new Picture("hosts", "/settings/hosts", "Trusted hosts"),
            new Picture("nodes", "/settings/nodes", "answers you"),
            new Picture("workspaces", "/settings/workspaces", "Workspaces"),
            new Picture("configuration", "/settings/configuration", "Configuration file"),
            new Picture("health", "/health", "Database"),
            new Picture("automation", "/automation", "search"),
            new Picture("find", "/find?q=shop", "Deploy shop"),
            new Picture("no-such-page", "/nosuch", "does not exist"));

    private static final Picture EMPTY = new Picture("empty", "/", "no apps yet");
    private static final Picture SIGN_IN = new Picture("sign-in", "/login", "Sign in");

    private static final Map<String, Display> DISPLAYS =
            Map.of("light", Display.DESK, "dark", Display.DESK.dark(), "phone", Display.PHONE);
    private static final Path DIRECTORY = Path.of(System.getProperty("waybill.pictures", "docs/pictures"));
    private static final int MOST_PIXELS = 2400;

    /** @param shows what it must have before the picture is taken */
    private record Picture(String name, String path, String shows) {}

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void takePictures() throws Exception {
        for (var display : DISPLAYS.entrySet()) {
            take(SIGN_IN, display.getKey(), blank(display.getValue()));
            take(EMPTY, display.getKey(), open(display.getValue(), "/"));
        }
        var examples = Examples.fill(server, repository, latch("examples"));
        try {
            for (var display : DISPLAYS.entrySet()) {
                var page = open(display.getValue(), "/");
                for (var picture : PAGES) {
                    take(picture, display.getKey(), page);
                }
            }
        } finally {
            examples.end();
        }
    }

    /** With a window as high as the page, so that what sticks to the window is at its end. */
    private void take(Picture picture, String display, Page page) throws Exception {
        page.navigate(picture.path().replace("SHA", repository.git("rev-parse", "main")));
        page.getByText(picture.shows()).first().waitFor();
        var window = page.viewportSize();
        var height = (int) page.evaluate("document.documentElement.scrollHeight");
        page.setViewportSize(window.width, Math.min(height, MOST_PIXELS));
        page.screenshot(new ScreenshotOptions()
                .setPath(DIRECTORY.resolve("%s-%s.png".formatted(picture.name(), display)))
                .setAnimations(ScreenshotAnimations.DISABLED));
        page.setViewportSize(window.width, window.height);
    }
}
