/** Routes that request, list, stop and judge deploys. Read {@link dev.waybill.api.deploys.DeployRoutes} first. */
@NullMarked
package dev.waybill.api.deploys;

import org.jspecify.annotations.NullMarked;
