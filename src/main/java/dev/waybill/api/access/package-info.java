/** Routes for tokens and sign-in links. Read {@link dev.waybill.api.access.TokenRoutes} first. */
@NullMarked
package dev.waybill.api.access;

import org.jspecify.annotations.NullMarked;
