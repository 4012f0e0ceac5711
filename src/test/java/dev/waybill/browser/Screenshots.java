package dev.waybill.browser;

import com.microsoft.playwright.Page.ScreenshotOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps what the windows of a failed test showed, in {@code target/browser}. */
final class Screenshots implements AfterTestExecutionCallback {
    private static final Path DIRECTORY = Path.of("target/browser");

    private static final double LONGEST_MILLIS = 10_000;

    @Override
    public void afterTestExecution(ExtensionContext test) {
        if (test.getExecutionException().isPresent()
                && test.getRequiredTestInstance() instanceof BrowserFixture fixture) {
            var name = test.getRequiredTestClass().getSimpleName() + "."
                    + test.getDisplayName().replaceAll("\\W+", "_");
            var number = 0;
            for (var page : fixture.pages()) {
                number++;
                var file = DIRECTORY.resolve("%s.%d.png".formatted(name, number));
                page.screenshot(new ScreenshotOptions().setPath(file).setTimeout(LONGEST_MILLIS));
            }
        }
    }
}
