/** Routes for apps, their configuration and its history. Read {@link dev.waybill.api.apps.AppRoutes} first. */
@NullMarked
package dev.waybill.api.apps;

import org.jspecify.annotations.NullMarked;
