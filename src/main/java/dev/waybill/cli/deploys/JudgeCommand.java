package dev.waybill.cli.deploys;

import dev.waybill.cli.DeployName;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.words.DeployWords;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waybill judge}. */
@Command(
        name = "judge",
        description =
                "Judges the version of a deploy as good or faulty. A faulty version is quarantined until it is judged good.",
        mixinStandardHelpOptions = true)
public final class JudgeCommand extends Verb {
    @Parameters(index = "0", paramLabel = DeployName.LABEL, description = DeployName.HELP)
    private String deploy = "";

    @Parameters(index = "1", paramLabel = "good|faulty", description = "The verdict")
    private String verdict = "";

    @Option(
            names = {"--because", "--reason"},
            paramLabel = "TEXT",
            description = "Why; required to end a quarantine")
    private @Nullable String reason;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var body = new LinkedHashMap<String, String>();
        body.put("verdict", verdict);
        if (reason != null) {
            body.put("reason", reason);
        }
        var answer = api.post(DeployName.of(deploy).path() + "judge/", body);
        print(
                answer,
                "%s  %s"
                        .formatted(
                                DeployWords.name(answer),
                                Clean.cell(answer.path("judgement").path("verdict"))));
    }
}
