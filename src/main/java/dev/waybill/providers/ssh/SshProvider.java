package dev.waybill.providers.ssh;

import static dev.waybill.spi.Setting.optional;

import dev.waybill.providers.shell.Placeholders;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Command;
import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.HostState;
import dev.waybill.spi.Provider;
import dev.waybill.spi.ProviderContext;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Result;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import dev.waybill.spi.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deploys by one command of a program that logs in to hosts over ssh, with the app's key. The program gets the keys of the hosts
 * that users trust; Fabric and Ansible reach no others.
 */
public final class SshProvider implements Provider {
    private static final String STEP = "deploy";
    private static final String TIMEOUT = "timeout";
    private static final String READ_TIMEOUT = "read_timeout";
    private static final Duration USUAL_TIMEOUT = Duration.ofHours(1);
    private static final Duration USUAL_READ_TIMEOUT = Duration.ofMinutes(10);

    private final Tool tool;

    private SshProvider(Tool tool) {
        this.tool = tool;
    }

    /** One for each program. */
    public static List<Provider> all() {
        return Stream.of(new Fabric(), new Capistrano(), new Ansible())
                .<Provider>map(SshProvider::new)
                .toList();
    }

    @Override
    public String name() {
        return tool.name();
    }

    @Override
    public List<Setting> settings() {
        var common = Stream.of(
                optional(TIMEOUT, Kind.SECONDS).inShort(TIMEOUT),
                optional(READ_TIMEOUT, Kind.SECONDS).inShort(READ_TIMEOUT));
        return Stream.concat(tool.settings().stream(), common).toList();
    }

    @Override
    public List<Remark> review(AppInfo app) {
        var given = Given.of(app);
        return Stream.of(
                        tool.review(given).stream(),
                        texts(given).entrySet().stream()
                                .flatMap(it -> it.getValue().stream()
                                        .flatMap(text -> Placeholders.objections(text, app).stream())
                                        .distinct()
                                        .map(why -> new Remark(it.getKey(), why, true))),
                        notWords(given).map(name -> new Remark(name, Words.SENTENCE, true)))
                .flatMap(remarks -> remarks)
                .toList();
    }

    @Override
    public Optional<List<String>> hosts(DeployInfo deploy) {
        return tool.hosts(Given.of(deploy));
    }

    /** The texts with placeholders, by setting. */
    private Map<String, List<String>> texts(Given given) {
        return Stream.concat(tool.words().stream(), Stream.of(Given.ARGS))
                .collect(Collectors.toMap(name -> name, name -> given.raw(name).toList()));
    }

    private Stream<String> notWords(Given given) {
        return tool.words().stream().filter(name -> !given.texts(name).stream().allMatch(Words::isWord));
    }

    @Override
    public Optional<String> objection(DeployInfo deploy) {
        var placeholders = new Placeholders(deploy);
        var given = Given.of(deploy);
        var absences = texts(given).values().stream()
                .flatMap(List::stream)
                .flatMap(text -> placeholders.absences(text).stream());
        var wrong = notWords(given)
                .map(name -> "%s %s; for this deploy it is \"%s\""
                        .formatted(name, Words.SENTENCE, String.join("\", \"", given.texts(name))));
        var hosts = tool.objectionToHosts(given).stream();
        var all = Stream.of(absences, wrong, hosts).flatMap(it -> it).distinct().collect(Collectors.joining("; "));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    @Override
    public List<Step> steps(DeployInfo deploy) {
        var given = Given.of(deploy);
        var command = command(given, "");
        return List.of(new Step(STEP, Words.line(tool.line(given)), command.environment(), command.timeout()));
    }

    @Override
    public Result start(ProviderContext context) throws InterruptedException {
        var given = Given.of(context.deploy());
        show(context, pending(tool.planned(given)));
        var result = context.run(STEP, command(given, context.knownHosts()));
        var output = context.endOfLog();
        var told = tool.read(output);
        show(context, told.hosts());
        told.note().ifPresent(context::note);
        return switch (result) {
            case Result.Succeeded _ -> checked(given, told);
            case Result.Failed(var message) -> new Result.Failed(explained(message, told, output));
            case Result.TimedOut _, Result.Cancelled _, Result.Interrupted _ -> result;
        };
    }

    private static String explained(String message, Told told, String output) {
        var why = Stream.of(told.cause(), RefusedKey.advice(output))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        return why.isEmpty() ? message : message + ": " + why;
    }

    /** Programs can succeed without having done anything. */
    private Result checked(Given given, Told told) {
        if (told.isIdle()) {
            return new Result.Failed(
                    "nothing was done on any host: check the inventory, and which hosts the plays are for; see the warnings in the log");
        }
        var missed = tool.missed(given, told);
        return missed.isEmpty()
                ? new Result.Succeeded()
                : new Result.Failed("nothing was done on " + String.join(", ", missed));
    }

    private static Map<String, HostState> pending(List<String> hosts) {
        var states = new LinkedHashMap<String, HostState>();
        hosts.forEach(host -> states.put(host, HostState.PENDING));
        return states;
    }

    private static void show(ProviderContext context, Map<String, HostState> hosts) {
        if (!hosts.isEmpty()) {
            context.hosts(hosts);
        }
    }

    private Command command(Given given, String knownHosts) {
        var variables = new HashMap<>(tool.environment(given));
        variables.put("WAYBILL_KNOWN_HOSTS", knownHosts);
        return new Command(
                Scripts.read("start.sh") + Scripts.read(tool.name() + ".sh") + "run " + Words.line(tool.line(given)),
                variables,
                given.seconds(TIMEOUT, USUAL_TIMEOUT),
                given.seconds(READ_TIMEOUT, USUAL_READ_TIMEOUT));
    }
}
