package dev.waybill.cli.logs;

import dev.waybill.cli.DeployName;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waybill tail}. */
@Command(
        name = "tail",
        aliases = "log",
        description = "Prints the log of a deploy, byte for byte. A terminal gets only text and colours.",
        mixinStandardHelpOptions = true)
public final class TailCommand extends Verb {
    @Parameters(paramLabel = DeployName.LABEL, description = DeployName.HELP)
    private String deploy = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Follow until the deploy ends, and exit with its result")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "Start with the last N lines; 0 with -f shows only new output (default: the whole log)")
    private @Nullable Integer lines;

    @Mixin
    private Following following = new Following();

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        if (lines != null && lines < 0) {
            throw new CallFailed(CallFailed.USAGE, "-n must be 0 or more, not " + lines);
        }
        var path = DeployName.of(deploy).path();
        var from = lines == null ? 0 : new LastLines(api, path).begin(lines);
        if (follow) {
            following.follow(this, api, api.get(path), from);
        } else {
            Following.copy(this, api, path, from);
        }
    }
}
