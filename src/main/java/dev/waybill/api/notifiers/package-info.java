/** The routes for notifiers. Read {@link dev.waybill.api.notifiers.NotifierRoutes} first. */
@NullMarked
package dev.waybill.api.notifiers;

import org.jspecify.annotations.NullMarked;
