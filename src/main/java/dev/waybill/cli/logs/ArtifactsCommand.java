package dev.waybill.cli.logs;

import dev.waybill.cli.DeployName;
import dev.waybill.cli.Stdout;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code waybill artifacts}. */
@Command(
        name = "artifacts",
        description = "Lists the files that are kept with a deploy, or prints one of them, byte for byte.",
        mixinStandardHelpOptions = true)
public final class ArtifactsCommand extends Verb {
    @Parameters(paramLabel = DeployName.LABEL, description = DeployName.HELP)
    private String deploy = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "The artifact to print")
    private @Nullable String name;

    @Option(names = "--to", paramLabel = "FILE", description = "Write it to this file, or into this directory")
    private @Nullable Path file;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var path = DeployName.of(deploy).path() + "artifacts/";
        var all = api.get(path);
        if (name == null) {
            if (file != null) {
                throw new CallFailed(CallFailed.USAGE, "--to needs the name of an artifact");
            }
            var columns = List.of("name", "bytes", "sha256");
            printTable(
                    all,
                    columns,
                    one -> columns.stream()
                            .map(column -> Clean.cell(one.path(column)))
                            .toArray(String[]::new));
            return;
        }
        var artifact = find(all, name);
        var download = new ArtifactDownload(api, "%sraw/?name=%s".formatted(path, Api.segment(name)), artifact);
        if (file != null) {
            say("%s: %,d bytes"
                    .formatted(download.to(file), artifact.path("bytes").asLong()));
        } else if (Terminal.isStdout()) {
            throw new CallFailed(CallFailed.USAGE, "stdout is a terminal; use --to FILE, or a pipe");
        } else {
            download.to(new Stdout());
        }
    }

    private static JsonNode find(JsonNode all, String name) throws CallFailed {
        return all.valueStream()
                .filter(it -> it.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new CallFailed(
                        CallFailed.FAILED,
                        "the deploy has no artifact \"%s\"; it has %d".formatted(Clean.line(name), all.size())));
    }
}
