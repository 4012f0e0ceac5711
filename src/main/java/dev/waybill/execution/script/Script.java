package dev.waybill.execution.script;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.commands.Variables;
import dev.waybill.deploys.Deploy;
import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.Step;
import dev.waybill.wire.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The script of one deploy.
 *
 * @param mask replaces the values of secrets
 */
record Script(Deploy deploy, AppConfig config, DeployInfo info, UnaryOperator<String> mask) {
    /** The provider whose steps are command lines, and nothing else. */
    private static final String SHELL = "shell";

    private static final String HEAD = """
            #!/bin/sh
            # Does by hand what %s did: %s of %s at %s.
            # Usage: sh SCRIPT [DIRECTORY]. It checks out into DIRECTORY, which must not exist; by default into a new temporary one.
            # %s
            # Your own variables are there, too. To be without them: env -i PATH="$PATH" HOME="$HOME" sh SCRIPT
            set -eu

            workspace=${1:-$(mktemp -d)/workspace}
            """;

    private static final String CHECKOUT = """

            git clone --quiet --no-checkout -- %s "$workspace"
            git -C "$workspace" -c advice.detachedHead=false checkout --quiet --detach %s
            """;

    private static final String CACHE = """
            mkdir -p -- "$workspace.cache"
            WAYBILL_CACHE=$(cd -- "$workspace.cache" && pwd)
            export WAYBILL_CACHE
            """;

    String of(List<Step> steps) {
        var parts = new ArrayList<String>();
        parts.add(HEAD.formatted(
                Quoted.comment(deploy.name()),
                Quoted.comment(deploy.task()),
                deploy.sha(),
                Times.text(deploy.createdAt()),
                unset()));
        secrets().forEach(name -> parts.add(": \"${%1$s:?set it to the secret %1$s}\"%nexport %1$s%n".formatted(name)));
        parts.add(CHECKOUT.formatted(Quoted.word(config.repositoryUrl().toString()), info.sha()));
        parts.add(submodules());
        parts.add(config.kept().cache() == null ? "" : CACHE);
        parts.add("cd -- \"$workspace\"\n");
        if (config.provider().equals(SHELL)) {
            steps.forEach(step -> parts.add(command(step)));
        } else {
            parts.add(description(steps));
        }
        return String.join("", parts);
    }

    /** What commands of the deploy had, and the script does not know. */
    private String unset() {
        var names = new TreeSet<>(List.of("PATH", "LANG", "TZ", "HOME", "TMPDIR"));
        names.addAll(config.commands().passEnvironment());
        return "Of %s, which came from the server, your own values are used. WAYBILL_TOKEN is not set."
                .formatted(Quoted.comment(String.join(", ", names)));
    }

    private TreeSet<String> secrets() {
        return new TreeSet<>(config.secrets(deploy.environment()).keySet());
    }

    private String submodules() {
        var which = config.access().submodules();
        return "false".equals(which)
                ? ""
                : "git -C \"$workspace\" submodule --quiet update --init%s\n"
                        .formatted("true".equals(which) ? "" : " --recursive");
    }

    /** Variables are words of env: sh could not set all of them. Secrets are exported: a word could be seen by everyone. */
    private String command(Step step) {
        var words = new ArrayList<String>();
        variables(step).forEach((name, value) -> words.add(Quoted.word(name + "=" + mask.apply(value))));
        words.add("/bin/sh -c " + Quoted.word(mask.apply(step.line())));
        return "%necho %s >&2%nenv \\%n    %s < /dev/null%n"
                .formatted(Quoted.word("== " + step.name()), String.join(" \\\n    ", words));
    }

    private Map<String, String> variables(Step step) {
        var variables = new TreeMap<>(Variables.of(info, config, step.environment(), Map.of()));
        secrets().forEach(variables::remove);
        return variables;
    }

    private String description(List<Step> steps) {
        var lines = new StringBuilder("%n# The provider %s then does this:%n".formatted(config.provider()));
        steps.forEach(step -> lines.append(
                "# %s: %s%n".formatted(Quoted.comment(step.name()), Quoted.comment(mask.apply(step.line())))));
        return lines.append("echo ")
                .append(Quoted.word(
                        "The commit is checked out. What the provider %s does with it is not part of this script."
                                .formatted(config.provider())))
                .append(" >&2\nexit 1\n")
                .toString();
    }
}
