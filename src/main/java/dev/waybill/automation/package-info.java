/**
 * Whether environments are deployed automatically: switched on or off by people, paused after failures and rollbacks. Read {@link
 * dev.waybill.automation.LaneAutomation} first; what is deployed, and when, is in {@link dev.waybill.triggers}.
 */
@NullMarked
package dev.waybill.automation;

import org.jspecify.annotations.NullMarked;
