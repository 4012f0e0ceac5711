/** The pages of a deploy. Read {@link dev.waybill.web.deploys.DeployPages} first. */
@NullMarked
package dev.waybill.web.deploys;

import org.jspecify.annotations.NullMarked;
