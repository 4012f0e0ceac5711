package dev.waybill.providers.ssh;

import static dev.waybill.spi.Setting.optional;
import static dev.waybill.spi.Setting.required;

import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A playbook of Ansible. */
final class Ansible implements Tool {
    private static final String PLAYBOOK = "playbook";
    private static final String INVENTORY = "inventory";
    private static final String HOSTS = "hosts";
    /** A name that is no pattern: a word, or an address. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]*|[0-9A-Fa-f:.]+");

    private static final Map<String, String> USUAL = Map.of("sha", "{sha}");

    @Override
    public String name() {
        return "ansible";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                required(PLAYBOOK, Kind.TEXT).withExample("deploy.yml"),
                optional(INVENTORY, Kind.TEXT).withExample("inventories/production"),
                optional(HOSTS, Kind.TEXTS).withExample(List.of("web1.example.com", "web2.example.com")),
                optional(Given.ARGS, Kind.TEXT_BY_NAME).withExample(USUAL));
    }

    @Override
    public List<String> words() {
        return List.of(PLAYBOOK, INVENTORY, HOSTS);
    }

    @Override
    public List<String> line(Given given) {
        var words = new ArrayList<>(List.of("ansible-playbook"));
        var inventory = given.text(INVENTORY);
        var hosts = given.texts(HOSTS);
        inventory.ifPresent(it -> words.addAll(List.of("-i", it)));
        if (!hosts.isEmpty() && inventory.isEmpty()) {
            words.addAll(List.of("-i", String.join(",", hosts) + ","));
        }
        var limit = given.only().isEmpty() && inventory.isPresent() ? hosts : given.only();
        if (!limit.isEmpty()) {
            words.addAll(List.of("--limit", String.join(",", limit)));
        }
        given.sshKey().ifPresent(key -> words.addAll(List.of("--private-key", key)));
        var args = given.args(USUAL);
        if (!args.isEmpty()) {
            words.addAll(List.of("-e", literally(args)));
        }
        given.text(PLAYBOOK).ifPresent(words::add);
        return words;
    }

    /** As YAML: Ansible would take what is in double braces for an expression, which can run commands on the server's machine. */
    private static String literally(Map<String, String> args) {
        return args.entrySet().stream()
                .map(it -> "%s: !unsafe %s".formatted(json(it.getKey()), json(it.getValue())))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String json(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    @Override
    public Optional<List<String>> hosts(Given given) {
        return Optional.of(Stream.of(PLAYBOOK, INVENTORY, HOSTS)
                .flatMap(name -> Stream.concat(Stream.of(name), given.texts(name).stream()))
                .toList());
    }

    @Override
    public Optional<String> objectionToHosts(Given given) {
        return given.only().stream()
                .filter(name -> !NAME.matcher(name).matches())
                .findFirst()
                .map("the host \"%s\" cannot be chosen by --limit, where its name is a pattern"::formatted);
    }

    /** It only warns if the inventory has no such host any more. */
    @Override
    public List<String> missed(Given given, Told told) {
        return given.only().stream()
                .filter(name -> !told.hosts().isEmpty() && !told.hosts().containsKey(name))
                .toList();
    }

    /** The hosts replace the note, if all of them are known. */
    @Override
    public Told read(String output) {
        var recap = Recap.of(output);
        var note = recap.states().isEmpty() ? HostSentence.of(recap.ended()) : Optional.<String>empty();
        return new Told(recap.states(), note, recap.isThere() && recap.ended().isEmpty(), Optional.empty());
    }
}
