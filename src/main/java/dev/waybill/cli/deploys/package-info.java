/** Commands that request, stop and judge deploys. Read {@link dev.waybill.cli.deploys.DeployCommand} first. */
@NullMarked
package dev.waybill.cli.deploys;

import org.jspecify.annotations.NullMarked;
