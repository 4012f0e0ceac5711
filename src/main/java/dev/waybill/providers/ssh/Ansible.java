package dev.waybill.providers.ssh;

import static dev.waybill.spi.Setting.optional;
import static dev.waybill.spi.Setting.required;

import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** A playbook of Ansible. */
final class Ansible implements Tool {
    private static final String PLAYBOOK = "playbook";
    private static final String INVENTORY = "inventory";
    private static final String HOSTS = "hosts";
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
        if (!hosts.isEmpty()) {
            var names = String.join(",", hosts);
            words.addAll(inventory.isPresent() ? List.of("--limit", names) : List.of("-i", names + ","));
        }
        given.sshKey().ifPresent(key -> words.addAll(List.of("--private-key", key)));
        var args = given.args(USUAL);
        if (!args.isEmpty()) {
            words.addAll(List.of("-e", JsonMapper.shared().writeValueAsString(args)));
        }
        given.text(PLAYBOOK).ifPresent(words::add);
        return words;
    }

    @Override
    public Optional<String> summary(String output) {
        return Recap.of(output).sentence();
    }
}
