/** The pages of an app and of its environments. Read {@link dev.waybill.web.apps.AppPages} first. */
@NullMarked
package dev.waybill.web.apps;

import org.jspecify.annotations.NullMarked;
