/** The routes of automatic deploys. Read {@link dev.waybill.api.automation.AutomationRoutes} first. */
@NullMarked
package dev.waybill.api.automation;

import org.jspecify.annotations.NullMarked;
