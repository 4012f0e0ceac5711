package dev.waybill.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;

/** What a page is shown on. Immutable. */
public record Display(int width, int height, ColorScheme colors, boolean hasScript) {
    /** A window on a desk. */
    public static final Display DESK = new Display(1280, 900, ColorScheme.LIGHT, true);

    /** As narrow as phones get. */
    public static final Display PHONE = new Display(360, 740, ColorScheme.LIGHT, true);

    /** The same in dark colours. */
    public Display dark() {
        return new Display(width, height, ColorScheme.DARK, hasScript);
    }

    /** The same without JavaScript. */
    public Display withoutScript() {
        return new Display(width, height, colors, false);
    }

    /** A context is what a browser keeps apart: cookies, and what a page is shown on. Times are in UTC, so that pictures are alike everywhere. */
    Browser.NewContextOptions context() {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colors)
                .setJavaScriptEnabled(hasScript)
                .setLocale("en-GB")
                .setTimezoneId("UTC");
    }
}
