/**
 * Deploys as deployments at the code host of their repository. Read {@link dev.waybill.registrations.DeploymentCourier} first.
 */
@NullMarked
package dev.waybill.registrations;

import org.jspecify.annotations.NullMarked;
