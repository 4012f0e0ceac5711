package dev.waybill.cli.workspaces;

import picocli.CommandLine.Command;

/** {@code waybill workspace}: the directories in which deploys ran. */
@Command(
        name = "workspace",
        description = "Lists and removes the workspaces that are kept.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | remove)",
        subcommands = {WorkspaceList.class, WorkspaceRemove.class})
public final class WorkspaceCommand {}
