/** What is deployed automatically. Read {@link dev.waybill.web.automation.AutomationPages} first. */
@NullMarked
package dev.waybill.web.automation;

import org.jspecify.annotations.NullMarked;
