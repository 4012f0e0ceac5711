/** The settings that all kinds of notifiers have. Read {@link dev.waybill.notifiers.settings.CommonSettings} first. */
@NullMarked
package dev.waybill.notifiers.settings;

import org.jspecify.annotations.NullMarked;
