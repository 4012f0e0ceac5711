/** Checkouts for deploys to work in, and their removal. Read {@link dev.waybill.workspaces.Workspaces} first. */
@NullMarked
package dev.waybill.workspaces;

import org.jspecify.annotations.NullMarked;
