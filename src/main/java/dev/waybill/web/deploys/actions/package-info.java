/** What people can do with a deploy, as buttons and as pages that ask first. Read {@link dev.waybill.web.deploys.actions.Deed} first. */
@NullMarked
package dev.waybill.web.deploys.actions;

import org.jspecify.annotations.NullMarked;
