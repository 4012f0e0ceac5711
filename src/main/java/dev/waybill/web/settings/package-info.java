/** The settings of an app, and new apps. Read {@link dev.waybill.web.settings.SettingsPages} first. */
@NullMarked
package dev.waybill.web.settings;

import org.jspecify.annotations.NullMarked;
