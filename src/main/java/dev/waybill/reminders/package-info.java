/**
 * What people are reminded of, once each: deploys that wait or run for long, and automatic deploys that stay paused. Read {@link
 * dev.waybill.reminders.Reminders} first.
 */
@NullMarked
package dev.waybill.reminders;

import org.jspecify.annotations.NullMarked;
