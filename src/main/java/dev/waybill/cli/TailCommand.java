package dev.waybill.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waybill tail}. */
@Command(
        name = "tail",
        description = "Copies the log of a deploy to stdout, byte by byte. A terminal gets text and colours only.",
        mixinStandardHelpOptions = true)
public final class TailCommand extends Verb {
    @Parameters(paramLabel = DeployName.LABEL, description = DeployName.HELP)
    private String deploy = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the deploy ends, and end as it does")
    private boolean follow;

    @Mixin
    private Following following = new Following();

    @Override
    void run(Api api) throws CallFailed, InterruptedException {
        var name = DeployName.of(deploy);
        if (follow) {
            following.follow(this, api, api.get(name.path()));
        } else {
            Following.copy(this, api, name);
        }
    }
}
