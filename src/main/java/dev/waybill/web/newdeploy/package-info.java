/** The page on which people request deploys. Read {@link dev.waybill.web.newdeploy.NewDeployPages} first. */
@NullMarked
package dev.waybill.web.newdeploy;

import org.jspecify.annotations.NullMarked;
