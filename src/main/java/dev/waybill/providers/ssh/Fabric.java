package dev.waybill.providers.ssh;

import static dev.waybill.spi.Setting.optional;

import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fabric, whose command line since version 2 differs from version 1's. */
final class Fabric implements Tool {
    private static final String TASK = "task";
    private static final String HOSTS = "hosts";
    private static final String ROLES = "roles";
    private static final String VERSION = "version";
    private static final int NEWEST = 3;
    private static final int LONGEST_SHOWN = 255;
    private static final Map<String, String> USUAL = Map.of("sha", "{sha}");

    @Override
    public String name() {
        return "fabric";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                optional(TASK, Kind.TEXT).withExample("deploy"),
                optional(HOSTS, Kind.TEXTS).withExample(List.of("deploy@web1.example.com", "deploy@web2.example.com")),
                optional(ROLES, Kind.TEXTS).withExample(List.of()),
                optional(VERSION, Kind.WHOLE_NUMBER).withExample(2),
                optional(Given.ARGS, Kind.TEXT_BY_NAME).withExample(USUAL));
    }

    @Override
    public List<String> words() {
        return List.of(TASK, HOSTS, ROLES);
    }

    @Override
    public List<Remark> review(Given given) {
        var remarks = new ArrayList<Remark>();
        if (version(given) < 1 || version(given) > NEWEST) {
            remarks.add(new Remark(VERSION, "must be 1, 2 or 3", true));
        } else if (version(given) > 1 && !given.texts(ROLES).isEmpty()) {
            remarks.add(new Remark(
                    ROLES,
                    "cannot be used with Fabric %d: -R names roles in Fabric 1 only; since Fabric 2 it is --dry, so nothing would be deployed; give hosts instead, per environment, or set version: 1"
                            .formatted(version(given)),
                    true));
        } else if (version(given) > 1 && given.texts(HOSTS).isEmpty()) {
            remarks.add(new Remark(
                    HOSTS,
                    "without hosts, Fabric %d runs a task that names no hosts itself on the server's own machine; set hosts"
                            .formatted(version(given)),
                    false));
        }
        return remarks;
    }

    private static int version(Given given) {
        return given.settings().get(VERSION) instanceof Number number ? number.intValue() : NEWEST;
    }

    @Override
    public List<String> line(Given given) {
        var words = new ArrayList<>(List.of("fab"));
        add(words, "-R", given.only().isEmpty() ? roles(given) : List.of());
        add(words, "-H", given.only().isEmpty() ? given.texts(HOSTS) : given.only());
        given.sshKey().ifPresent(key -> words.addAll(List.of("-i", key)));
        var task = given.text(TASK).orElse(given.filling().apply("{task}"));
        if (version(given) == 1) {
            words.add(withArguments(task, given));
        } else {
            words.addAll(List.of("--pty", task));
            given.args(USUAL).forEach((name, value) -> words.add(option(name, value)));
        }
        return words;
    }

    /** Only those of the setting are known before, and only if all of them can be shown. Fabric 1 tells nothing about them. */
    @Override
    public Optional<List<String>> hosts(Given given) {
        var hosts = given.texts(HOSTS);
        var areKnown = !hosts.isEmpty() && hosts.stream().allMatch(name -> name.length() <= LONGEST_SHOWN);
        return areKnown && version(given) > 1 && given.texts(ROLES).isEmpty() ? Optional.of(hosts) : Optional.empty();
    }

    /** Names were reported by output; no others may be reached. */
    @Override
    public Optional<String> objectionToHosts(Given given) {
        return given.only().stream()
                .filter(name -> !given.texts(HOSTS).contains(name))
                .findFirst()
                .map("the host \"%s\" is not one of provider_config.hosts"::formatted);
    }

    /** Since version 2, by the module that checks host keys. */
    @Override
    public List<String> planned(Given given) {
        return version(given) == 1 ? List.of() : given.only().isEmpty() ? given.texts(HOSTS) : given.only();
    }

    private static List<String> roles(Given given) {
        var isNeither = given.texts(ROLES).isEmpty() && given.texts(HOSTS).isEmpty();
        return version(given) == 1 && isNeither ? List.of(given.filling().apply("{env}")) : given.texts(ROLES);
    }

    private static void add(List<String> words, String option, List<String> values) {
        if (!values.isEmpty()) {
            words.addAll(List.of(option, String.join(",", values)));
        }
    }

    /** Fabric 1: {@code deploy:sha=abc,of=web}. */
    private static String withArguments(String task, Given given) {
        var arguments =
                given.assignments(USUAL).map(it -> it.replace(",", "\\,")).collect(Collectors.joining(","));
        return arguments.isEmpty() ? task : task + ":" + arguments;
    }

    /** Fabric 2 and newer show a parameter {@code dry_run} as {@code --dry-run}. */
    private static String option(String name, String value) {
        return "--" + name.replace('_', '-') + "=" + value;
    }

    @Override
    public Map<String, String> environment(Given given) {
        return Map.of(
                "WAYBILL_FABRIC",
                Integer.toString(version(given)),
                "WAYBILL_SITECUSTOMIZE",
                Scripts.read("sitecustomize.py"));
    }
}
