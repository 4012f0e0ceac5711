/** The table of routes, and what they read from a URL. Read {@link dev.waybill.api.routes.Routes} first. */
@NullMarked
package dev.waybill.api.routes;

import org.jspecify.annotations.NullMarked;
