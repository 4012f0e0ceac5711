/** Workspaces that stay after their deploys have ended. Read {@link dev.waybill.keeping.Keeping} first. */
@NullMarked
package dev.waybill.keeping;

import org.jspecify.annotations.NullMarked;
