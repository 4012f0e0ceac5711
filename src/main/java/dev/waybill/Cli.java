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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private static final Map<String, Supplier<Object>> VERBS = verbs();

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
        var called = arguments.length == 0 ? null : VERBS.get(arguments[0]);
        if (called == null) {
            VERBS.forEach((name, verb) -> line.addSubcommand(name, verb.get()));
        } else {
            line.addSubcommand(arguments[0], called.get());
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

    /** All verbs, in the order of the help. */
    private static Map<String, Supplier<Object>> verbs() {
        var verbs = new LinkedHashMap<String, Supplier<Object>>();
        verbs.put("server", ServerCommand::new);
        verbs.put("deploy", DeployCommand::new);
        verbs.put("run", RunCommand::new);
        verbs.put("rollback", RollbackCommand::new);
        verbs.put("promote", PromoteCommand::new);
        verbs.put("record", RecordCommand::new);
        verbs.put("report", ReportCommand::new);
        verbs.put("status", StatusCommand::new);
        verbs.put("overview", OverviewCommand::new);
        verbs.put("why", WhyCommand::new);
        verbs.put("auto", AutoCommand::new);
        verbs.put("gate", GateCommand::new);
        verbs.put("where", WhereCommand::new);
        verbs.put("changes", ChangesCommand::new);
        verbs.put("checks", ChecksCommand::new);
        verbs.put("tail", TailCommand::new);
        verbs.put("artifacts", ArtifactsCommand::new);
        verbs.put("cancel", CancelCommand::new);
        verbs.put("kill", KillCommand::new);
        verbs.put("retry", RetryCommand::new);
        verbs.put("lock", LockCommand::new);
        verbs.put("unlock", UnlockCommand::new);
        verbs.put("locks", LocksCommand::new);
        verbs.put("judge", JudgeCommand::new);
        verbs.put("say", SayCommand::new);
        verbs.put("list", ListCommand::new);
        verbs.put("events", EventsCommand::new);
        verbs.put("deliveries", DeliveriesCommand::new);
        verbs.put("forge", ForgeCommand::new);
        verbs.put("notify", NotifyCommand::new);
        verbs.put("app", AppCommand::new);
        verbs.put("token", TokenCommand::new);
        verbs.put("login-link", LoginLinkCommand::new);
        verbs.put("workspace", WorkspaceCommand::new);
        verbs.put("hosts", HostsCommand::new);
        verbs.put("node", NodeCommand::new);
        verbs.put("drain", DrainCommand::new);
        verbs.put("reload", ReloadCommand::new);
        return Collections.unmodifiableMap(verbs);
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
