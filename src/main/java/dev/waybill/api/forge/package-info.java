/** Routes for the code hosts of apps. Read {@link dev.waybill.api.forge.ForgeRoutes} first. */
@NullMarked
package dev.waybill.api.forge;

import org.jspecify.annotations.NullMarked;
