package dev.waybill.browser;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests with a browser, whose classes end in InBrowser, one after the other in one JVM, which so needs one Chromium. */
@Suite(failIfNoTests = false) // the quick run leaves all of them out
@SelectPackages("dev.waybill.browser")
@IncludeClassNamePatterns(".*InBrowser")
class BrowserTest {}
