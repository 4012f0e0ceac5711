/** The command for kept workspaces. Read {@link dev.waybill.cli.workspaces.WorkspaceCommand} first. */
@NullMarked
package dev.waybill.cli.workspaces;

import org.jspecify.annotations.NullMarked;
