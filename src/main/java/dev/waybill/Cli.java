package dev.waybill;

import dev.waybill.cli.DrainCommand;
import dev.waybill.cli.HostsCommand;
import dev.waybill.cli.NodeCommand;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line {@code waybill}. */
@Command(
        name = "waybill",
        description = "Puts one view around the deploys that you already have.",
        mixinStandardHelpOptions = true,
        versionProvider = Cli.Version.class,
        subcommands = {ServerCommand.class, DrainCommand.class, NodeCommand.class, HostsCommand.class})
public final class Cli implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Exit codes: what the verb says; 2 for wrong usage. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Cli()).execute(arguments));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "waybill "
                        + Optional.ofNullable(Cli.class.getPackage().getImplementationVersion())
                                .orElse("(not packaged)")
            };
        }
    }
}
