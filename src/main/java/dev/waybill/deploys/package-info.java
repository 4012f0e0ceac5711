/** The record of deploys: what they are, how they change, what became of the versions that they brought. Read {@link dev.waybill.deploys.Deploy} first. */
@NullMarked
package dev.waybill.deploys;

import org.jspecify.annotations.NullMarked;
