/** Deploys: from the request through the lane to the outcome. Read {@link dev.waybill.deploys.Deploys} first. */
@NullMarked
package dev.waybill.deploys;

import org.jspecify.annotations.NullMarked;
