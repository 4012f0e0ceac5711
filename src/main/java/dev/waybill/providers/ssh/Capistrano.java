package dev.waybill.providers.ssh;

import static dev.waybill.spi.Setting.optional;

import dev.waybill.spi.HostState;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Capistrano 3, whose stages are environments. */
final class Capistrano implements Tool {
    private static final String STAGE = "stage";
    private static final String TASK = "task";
    private static final String BUNDLE = "bundle";

    /** The message of the exception, without its class. */
    private static final Pattern ABORTED = Pattern.compile("(?m)^cap aborted!\\R(?:[A-Z]\\w*(?:::\\w+)*: )?(\\S.*)$");

    private static final Pattern FAILURE = Pattern.compile("while executing (?:on host |as [^\\s@]+@)(\\S+): ");

    private static final Map<String, String> USUAL = Map.of("BRANCH", "{sha}");

    @Override
    public String name() {
        return "capistrano";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                optional(STAGE, Kind.TEXT).withExample("production"),
                optional(TASK, Kind.TEXT).withExample("deploy"),
                optional(BUNDLE, Kind.FLAG),
                optional(Given.ARGS, Kind.TEXT_BY_NAME).withExample(USUAL));
    }

    @Override
    public List<String> words() {
        return List.of(STAGE, TASK);
    }

    @Override
    public List<String> line(Given given) {
        var words = new ArrayList<String>();
        if (given.isOn(BUNDLE, true)) {
            words.addAll(List.of("bundle", "exec"));
        }
        words.add("cap");
        words.add(given.text(STAGE).orElse(given.filling().apply("{environment}")));
        words.add(given.text(TASK).orElse(given.filling().apply("{task}")));
        given.assignments(USUAL).forEach(words::add);
        return words;
    }

    /** It ends on all hosts at the first failure, for which SSHKit names the host. */
    @Override
    public Told read(String output) {
        var host = FAILURE.matcher(output);
        var abort = ABORTED.matcher(output);
        return new Told(
                host.find() ? Map.of(host.group(1), HostState.FAILED) : Map.of(),
                Optional.empty(),
                false,
                abort.find() ? Optional.of(abort.group(1).strip()) : Optional.empty());
    }

    @Override
    public Map<String, String> environment(Given given) {
        return Map.of("WAYBILL_SSH_KEY", given.sshKey().orElse(""));
    }
}
