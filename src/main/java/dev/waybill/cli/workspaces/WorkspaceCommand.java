package dev.waybill.cli.workspaces;

import picocli.CommandLine.Command;

/** {@code waybill workspace}: the directories in which deploys ran. */
@Command(
        name = "workspace",
        description = "Lists and removes the workspaces that are kept, and prints a deploy as a script.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | remove | script)",
        subcommands = {WorkspaceList.class, WorkspaceRemove.class, WorkspaceScript.class})
public final class WorkspaceCommand {}
