package dev.waybill.cli.nodes;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code waybill hosts}: the trusted SSH hosts. */
@Command(
        name = "hosts",
        description = "Manages the trusted SSH hosts of repositories, and their keys.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(trust | list | forget)",
        subcommands = {HostsCommand.Trust.class, HostsCommand.All.class, HostsCommand.Forget.class})
public final class HostsCommand {
    @Command(
            name = "trust",
            description =
                    "Shows the SSH key of a repository's host and asks whether to trust it. No other key is then accepted for that host.",
            mixinStandardHelpOptions = true)
    static final class Trust extends Verb {
        @Parameters(paramLabel = "URL", description = "The repository, such as git@github.com:acme/shop.git")
        private String url = "";

        @Option(
                names = "--fingerprint",
                paramLabel = "SHA256:...",
                description = "Trust only the key with this fingerprint, without asking")
        private @Nullable String fingerprint;

        @Override
        protected void run(Api api) throws CallFailed, InterruptedException {
            if (fingerprint != null) {
                trust(api, fingerprint);
                return;
            }
            var shown = api.post("/hosts/", Map.of("url", url));
            if (shown.path("trusted").asBoolean()) {
                print(shown, line(shown));
                say("This key is already trusted.");
                return;
            }
            print(shown, line(shown));
            var key = shown.path("fingerprint").asString();
            var console = System.console();
            if (console == null || !console.isTerminal()) {
                throw new CallFailed(
                        CallFailed.FAILED,
                        "Nothing was trusted. Compare the fingerprint with the one that the host's owner publishes, then run:\n  waybill hosts trust %s --fingerprint %s"
                                .formatted(url, key));
            }
            say("Compare the fingerprint with the one that the host's owner publishes.");
            if (console.readLine("Trust this key? (yes/no) ").strip().equalsIgnoreCase("yes")) {
                trust(api, key);
            } else {
                throw new CallFailed(CallFailed.FAILED, "Nothing was trusted.");
            }
        }

        private void trust(Api api, String key) throws CallFailed, InterruptedException {
            var trusted = api.post("/hosts/", Map.of("url", url, "fingerprint", key));
            print(trusted, line(trusted));
            say("Trusted.");
        }
    }

    @Command(name = "list", description = "Lists the trusted hosts.", mixinStandardHelpOptions = true)
    static final class All extends Verb {
        @Override
        protected void run(Api api) throws CallFailed, InterruptedException {
            var hosts = api.get("/hosts/");
            printTable(hosts, List.of("host", "type", "fingerprint"), HostsCommand::cells);
            if (hosts.isEmpty()) {
                say("No trusted hosts yet. Hosts in the known_hosts file of the server's user are trusted, too.");
            }
        }
    }

    @Command(name = "forget", description = "Stops trusting a host.", mixinStandardHelpOptions = true)
    static final class Forget extends Verb {
        @Parameters(paramLabel = "HOST", description = "As \"waybill hosts list\" shows it")
        private String host = "";

        @Override
        protected void run(Api api) throws CallFailed, InterruptedException {
            print(api.delete("/hosts/%s/".formatted(URLEncoder.encode(host, StandardCharsets.UTF_8))), "");
            say("%s is no longer trusted.".formatted(host));
        }
    }

    private static String[] cells(JsonNode host) {
        return new String[] {
            Clean.cell(host.path("host")), Clean.cell(host.path("type")), Clean.cell(host.path("fingerprint"))
        };
    }

    private static String line(JsonNode host) {
        return String.join("  ", cells(host));
    }
}
