package dev.waybill.cli.deploys;

import dev.waybill.cli.DeployName;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Surroundings;
import dev.waybill.cli.words.DeployWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waybill report}. */
@Command(
        name = "report",
        description =
                "Reports on a deploy: how far it is, a note, links. A deploy's own command needs neither its name nor a token.",
        mixinStandardHelpOptions = true)
public final class ReportCommand extends Verb {
    private static final String OWN = "WAYBILL_DEPLOY_ID";

    @Parameters(
            arity = "0..1",
            paramLabel = DeployName.LABEL,
            description = DeployName.HELP + " (default: the one whose command calls this, from " + OWN + ")")
    private @Nullable String deploy;

    @Option(names = "--progress", paramLabel = "PERCENT", description = "How far it is, from 0 to 100")
    private @Nullable Integer progress;

    @Option(names = "--note", paramLabel = "TEXT", description = "A sentence for people, shown with the deploy")
    private @Nullable String note;

    @Option(names = "--link", paramLabel = "TITLE=URL", description = "A link, shown with the deploy; can be repeated")
    private List<String> links = List.of();

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var body = body();
        if (body.isEmpty()) {
            throw new CallFailed(CallFailed.USAGE, "nothing to report; give --progress, --note or --link");
        }
        var answer = api.postOnce(DeployName.of(name()).path() + "report/", body);
        print(answer, "%s  %s".formatted(DeployWords.name(answer), DeployWords.state(answer)));
    }

    private String name() throws CallFailed {
        var own = Surroundings.here().variables().get(OWN);
        if (deploy == null && (own == null || own.isEmpty())) {
            throw new CallFailed(
                    CallFailed.USAGE,
                    "name the deploy, such as shop/production#42; it can be left out only in the command of a deploy");
        }
        return deploy == null ? String.valueOf(own) : deploy;
    }

    private Map<String, Object> body() throws CallFailed {
        var body = new LinkedHashMap<String, Object>();
        if (progress != null) {
            body.put("progress", progress);
        }
        if (note != null) {
            body.put("note", note);
        }
        if (!links.isEmpty()) {
            body.put("links", linksByTitle());
        }
        return body;
    }

    private Map<String, String> linksByTitle() throws CallFailed {
        var byTitle = new LinkedHashMap<String, String>();
        for (var link : links) {
            var end = link.indexOf('=');
            if (end <= 0) {
                throw new CallFailed(
                        CallFailed.USAGE,
                        "--link %s has no title; write it like --link build=https://ci.example.com/42"
                                .formatted(Clean.line(link)));
            }
            byTitle.put(link.substring(0, end), link.substring(end + 1));
        }
        return byTitle;
    }
}
