package dev.waybill;

import dev.waybill.cli.Stdout;
import dev.waybill.cli.access.LoginLinkCommand;
import dev.waybill.cli.access.TokenCommand;
import dev.waybill.cli.apps.AppCommand;
import dev.waybill.cli.apps.ReloadCommand;
import dev.waybill.cli.automation.AutoCommand;
import dev.waybill.cli.chat.SayCommand;
import dev.waybill.cli.deliveries.DeliveriesCommand;
import dev.waybill.cli.deploys.CancelCommand;
import dev.waybill.cli.deploys.DeployCommand;
import dev.waybill.cli.deploys.JudgeCommand;
import dev.waybill.cli.deploys.KillCommand;
import dev.waybill.cli.deploys.PromoteCommand;
import dev.waybill.cli.deploys.RecordCommand;
import dev.waybill.cli.deploys.ReportCommand;
import dev.waybill.cli.deploys.RetryCommand;
import dev.waybill.cli.deploys.RollbackCommand;
import dev.waybill.cli.forge.ForgeCommand;
import dev.waybill.cli.locks.LockCommand;
import dev.waybill.cli.locks.LocksCommand;
import dev.waybill.cli.locks.UnlockCommand;
import dev.waybill.cli.logs.ArtifactsCommand;
import dev.waybill.cli.logs.TailCommand;
import dev.waybill.cli.lookups.ChangesCommand;
import dev.waybill.cli.lookups.ChecksCommand;
import dev.waybill.cli.lookups.EventsCommand;
import dev.waybill.cli.lookups.GateCommand;
import dev.waybill.cli.lookups.ListCommand;
import dev.waybill.cli.lookups.OverviewCommand;
import dev.waybill.cli.lookups.StatusCommand;
import dev.waybill.cli.lookups.WhereCommand;
import dev.waybill.cli.lookups.WhyCommand;
import dev.waybill.cli.nodes.DrainCommand;
import dev.waybill.cli.nodes.HostsCommand;
import dev.waybill.cli.nodes.NodeCommand;
import dev.waybill.cli.notify.NotifyCommand;
import dev.waybill.cli.run.RunCommand;
import dev.waybill.cli.terminal.Surroundings;
import dev.waybill.cli.terminal.Terminal;
import dev.waybill.cli.workspaces.WorkspaceCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

/** The command line {@code waybill}. */
@Command(
        name = "waybill",
        description = "Runs your deploy commands, and shows what is live, what is waiting and why.",
        mixinStandardHelpOptions = true,
        versionProvider = Cli.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:success; for a followed deploy: it succeeded",
            "1:the server rejected the request, or the followed deploy failed",
            "2:invalid usage",
            "3:refused or held by a gate or a lock; the blockers are printed",
            "4:cannot reach a server",
            "5:the followed deploy was cancelled, superseded or interrupted",
            "141:the reader of its output stopped reading, as head does"
        },
        footerHeading = "%nEnvironment variables:%n",
        footer = {
            "  WAYBILL_URL, WAYBILL_TOKEN  the server's URL, and a token for it",
            "  WAYBILL_DATA                the data directory of a server on this machine, used instead of both",
            "  WAYBILL_CA_FILE             a file with the certificate of a private CA (or SSL_CERT_FILE)",
            "  HTTPS_PROXY, NO_PROXY       the proxy, and the hosts to reach without it (also http_proxy, ALL_PROXY)",
            "  NO_COLOR, TERM=dumb         turn colours off"
        })
public final class Cli implements Runnable {
    /** In the order of the help. */
    private static final List<Verb> VERBS = List.of(
            new Verb("server", ServerCommand::new),
            new Verb("deploy", DeployCommand::new),
            new Verb("run", RunCommand::new),
            new Verb("rollback", RollbackCommand::new),
            new Verb("promote", PromoteCommand::new),
            new Verb("record", RecordCommand::new),
            new Verb("report", ReportCommand::new),
            new Verb("status", StatusCommand::new),
            new Verb("overview", OverviewCommand::new),
            new Verb("why", WhyCommand::new),
            new Verb("auto", AutoCommand::new),
            new Verb("gate", GateCommand::new),
            new Verb("where", WhereCommand::new),
            new Verb("changes", ChangesCommand::new),
            new Verb("checks", ChecksCommand::new),
            new Verb("tail", TailCommand::new),
            new Verb("artifacts", ArtifactsCommand::new),
            new Verb("cancel", CancelCommand::new),
            new Verb("kill", KillCommand::new),
            new Verb("retry", RetryCommand::new),
            new Verb("lock", LockCommand::new),
            new Verb("unlock", UnlockCommand::new),
            new Verb("locks", LocksCommand::new),
            new Verb("judge", JudgeCommand::new),
            new Verb("say", SayCommand::new),
            new Verb("list", ListCommand::new),
            new Verb("events", EventsCommand::new),
            new Verb("deliveries", DeliveriesCommand::new),
            new Verb("forge", ForgeCommand::new),
            new Verb("notify", NotifyCommand::new),
            new Verb("app", AppCommand::new),
            new Verb("token", TokenCommand::new),
            new Verb("login-link", LoginLinkCommand::new),
            new Verb("workspace", WorkspaceCommand::new),
            new Verb("hosts", HostsCommand::new),
            new Verb("node", NodeCommand::new),
            new Verb("drain", DrainCommand::new),
            new Verb("reload", ReloadCommand::new));

    private record Verb(String name, Supplier<Object> command) {}

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Exits with the code of the verb, or 2 for invalid usage. */
    public static void main(String[] arguments) {
        System.exit(commandLine(arguments).execute(arguments));
    }

    /** Verbs report failures of stdout themselves; this does it for the help, which picocli prints. */
    private static int run(ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (Stdout.Lost e) {
            if (!e.isPipeClosed()) {
                parsed.commandSpec().commandLine().getErr().println(e.getMessage());
            }
            return e.exitCode();
        }
    }

    /** Output is always UTF-8, like JSON and logs. Only the verb that is called is created, because creating all takes 100 ms. */
    static CommandLine commandLine(String... arguments) {
        var line = new CommandLine(new Cli());
        var called = VERBS.stream()
                .filter(verb -> arguments.length > 0 && verb.name().equals(arguments[0]))
                .toList();
        for (var verb : called.isEmpty() ? VERBS : called) {
            line.addSubcommand(verb.name(), verb.command().get());
        }
        if (!Terminal.hasColours()) {
            line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        }
        return line.setOut(Stdout.writer())
                .setErr(utf8())
                .setExecutionStrategy(Cli::run)
                .setParameterExceptionHandler(new WrongValue(line.getParameterExceptionHandler()));
    }

    private static PrintWriter utf8() {
        return new PrintWriter(Surroundings.here().err(), true, StandardCharsets.UTF_8);
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
