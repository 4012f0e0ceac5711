package dev.waybill.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The installed Chromium: one for all tests of a JVM, which starts with the first and ends with the JVM. Whatever comes of it may be
 * used by one thread at a time.
 */
final class Chromium {
    /** Sooner than JUnit does, which would not show what was waited for. */
    static final Duration HANGS_AFTER = Duration.ofSeconds(150);

    /** Chromium asks for updates and more by itself; here it finds no other host. */
    private static final List<String> OPTIONS =
            List.of("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-gpu");

    private Chromium() {}

    /** Started when it is first needed. */
    private static final class Shared {
        static final Browser BROWSER = start();
    }

    /**
     * Opens a window with cookies of its own; to be closed.
     *
     * @param url what paths are relative to
     */
    static BrowserContext open(Display display, String url) {
        var context = Shared.BROWSER.newContext(display.context().setBaseURL(url));
        context.setDefaultTimeout(HANGS_AFTER.toMillis());
        return context;
    }

    private static Browser start() {
        System.setProperty(
                "playwright.driver.tmpdir", Path.of("target").toAbsolutePath().toString());
        PlaywrightAssertions.setDefaultAssertionTimeout(HANGS_AFTER.toMillis());
        var environment =
                Map.of("PLAYWRIGHT_NODEJS_PATH", installed("nodejs", "node"), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        var program = installed("chromium", "chromium", "chromium-browser", "google-chrome");
        return playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(Path.of(program))
                        .setArgs(OPTIONS)
                        .setTimeout(HANGS_AFTER.toMillis()));
    }

    private static String installed(String debian, String... names) {
        var directories = System.getenv("PATH").split(File.pathSeparator);
        return Stream.of(names)
                .flatMap(name -> Stream.of(directories).map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "Tests with a browser need %s. Install it: apt-get install %s".formatted(names[0], debian)))
                .toString();
    }
}
