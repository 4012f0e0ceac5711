package dev.waybill.cli.deploys;

import dev.waybill.cli.Place;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.logs.Following;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waybill deploy}. */
@Command(
        name = "deploy",
        description = "Requests a deploy, such as: waybill deploy shop:main to staging",
        mixinStandardHelpOptions = true)
public final class DeployCommand extends Verb {
    @Parameters(
            index = "0",
            paramLabel = "APP[:REF]",
            description = "The app, and a branch, tag or sha to deploy (default: the environment's default ref)")
    private String what = "";

    @Parameters(index = "1..*", paramLabel = "to ENV", description = "The environment, after to, in or on")
    private List<String> where = List.of();

    @Option(
            names = "--task",
            paramLabel = "NAME",
            description = "Run another task instead of a deploy, such as restart (default ref: what is live)")
    private @Nullable String task;

    @Option(names = "--force", description = "Skip the checks")
    private boolean force;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "A parameter that the app declares; may be repeated")
    private Map<String, String> params = new LinkedHashMap<>();

    @Option(names = "--user", paramLabel = "NAME", description = "The user to deploy on behalf of")
    private @Nullable String user;

    @Option(names = "--queue", description = "While the environment is locked, wait instead of being refused")
    private boolean queue;

    @Option(
            names = "--expect-live",
            paramLabel = "SHA",
            description = "Deploy only if this commit is live; none if nothing is")
    private @Nullable String expectedLive;

    @Option(names = "--expect-sha", paramLabel = "SHA", description = "Deploy only if the ref resolves to this commit")
    private @Nullable String expectedSha;

    @Mixin
    private Wish wish = new Wish();

    @Mixin
    private Following following = new Following();

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        wish.ask(this, api, "/deploys/", body(), following);
    }

    private Map<String, @Nullable Object> body() throws CallFailed {
        var body = new LinkedHashMap<String, @Nullable Object>();
        var colon = what.indexOf(':');
        body.put("app", colon < 0 ? what : what.substring(0, colon));
        if (colon >= 0) {
            body.put("ref", what.substring(colon + 1));
        }
        if (!where.isEmpty()) {
            body.put("env", where.getLast());
        }
        if (body.containsValue("")
                || !where.isEmpty() && (where.size() != 2 || !Place.PREPOSITIONS.contains(where.getFirst()))) {
            throw new CallFailed(
                    CallFailed.USAGE, "usage: waybill deploy shop, or: waybill deploy shop:main to staging");
        }
        if (params.containsKey("")) {
            throw new CallFailed(CallFailed.USAGE, "--param must be NAME=VALUE, not \"=%s\"".formatted(params.get("")));
        }
        body.put("task", task);
        body.put("user", user);
        body.put("params", params.isEmpty() ? null : params);
        body.put("force", force ? true : null);
        body.put("queue", queue ? true : null);
        body.put("expectedLive", expectedLive);
        body.put("expectedSha", expectedSha);
        return body;
    }
}
