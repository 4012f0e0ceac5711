/** The pages as a browser shows them. Read {@link dev.waybill.browser.BrowserFixture} first. */
@NullMarked
package dev.waybill.browser;

import org.jspecify.annotations.NullMarked;
