package com.example.copy;

import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Command;
import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.Provider;
import dev.waybill.spi.ProviderContext;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Result;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import dev.waybill.spi.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies the checkout to a directory of this machine, and lets its link {@code current} point to the copy. */
public final class CopyProvider implements Provider {
    private static final String COPY = """
            mkdir -p "$COPY_TO" && rm -rf "$COPY_TO/$WAYBILL_SHA" && cp -R . "$COPY_TO/$WAYBILL_SHA"
            """;
    /** A rename is atomic: there is a link at every moment. */
    private static final String SWITCH = """
            ln -sfn "$WAYBILL_SHA" "$COPY_TO/next" && mv -T "$COPY_TO/next" "$COPY_TO/current"
            """;

    @Override
    public String name() {
        return "copy";
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.required("to", Kind.TEXT).withExample("/srv/shop"));
    }

    @Override
    public List<Remark> review(AppInfo app) {
        return app.settings().get("to") instanceof String to && !to.startsWith("/")
                ? List.of(new Remark("to", "must be an absolute path, such as /srv/shop", true))
                : List.of();
    }

    @Override
    public Optional<String> objection(DeployInfo deploy) {
        return Optional.empty();
    }

    @Override
    public List<Step> steps(DeployInfo deploy) {
        return List.of(Step.of("copy", command(COPY, deploy)), Step.of("switch", command(SWITCH, deploy)));
    }

    /** After a restart of the server, this runs again: commands that have run are not repeated. */
    @Override
    public Result start(ProviderContext context) throws InterruptedException {
        var copied = context.run("copy", command(COPY, context.deploy()));
        if (!(copied instanceof Result.Succeeded)) {
            return copied;
        }
        context.progress(50);
        var switched = context.run("switch", command(SWITCH, context.deploy()));
        if (switched instanceof Result.Succeeded) {
            context.note("live in %s/current".formatted(context.deploy().settings().get("to")));
        }
        return switched;
    }

    private static Command command(String line, DeployInfo deploy) {
        var to = Map.of("COPY_TO", String.valueOf(deploy.settings().get("to")));
        return new Command(line, to, Duration.ofMinutes(10), Duration.ofMinutes(5));
    }
}
