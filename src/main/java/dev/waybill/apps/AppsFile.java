package dev.waybill.apps;

import dev.waybill.apps.config.AppReader;
import dev.waybill.apps.config.ConfigFile;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Invalid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's configuration file. It is read at the start and on every reload. Thread-safe. */
public final class AppsFile {
    private static final Logger LOG = LoggerFactory.getLogger(AppsFile.class);

    private final @Nullable Path file;
    private final @Nullable String repositories;
    private final AppReader reader;
    private final ServerFiles files;
    private final InputLimit limit;
    private final Apps apps;

    /**
     * @param file null if the server was started without one
     * @param repositories as in {@link ConfigFile#read}
     */
    public AppsFile(
            @Nullable Path file,
            @Nullable String repositories,
            AppReader reader,
            ServerFiles files,
            InputLimit limit,
            Apps apps) {
        this.file = file;
        this.repositories = repositories;
        this.reader = reader;
        this.files = files;
        this.limit = limit;
        this.apps = apps;
    }

    /**
     * Reads the file and applies it, all of it or nothing. The server's own settings in it take effect at the next start.
     *
     * @throws Invalid with every mistake of the file
     * @throws Conflict if the server has no file
     */
    public synchronized Reloaded reload() {
        var read = read();
        var applied = apps.apply(read.apps(), read.server().pools());
        LOG.info(
                "configuration of {}: created {}, changed {}, retired {}",
                file,
                applied.created(),
                applied.changed(),
                applied.retired());
        var warnings = warnings(read);
        warnings.forEach(warning -> LOG.warn("configuration of {}: {}", file, warning));
        return new Reloaded(applied, warnings);
    }

    /**
     * The result of a reload.
     *
     * @param warnings what is valid, but probably not intended; a sentence for each, with its app
     */
    public record Reloaded(Apps.Applied applied, List<String> warnings) {}

    private List<String> warnings(ConfigFile read) {
        var ofApps = read.apps().entrySet().stream()
                .flatMap(app -> reader.warnings(app.getValue()).stream()
                        .map(warning -> "%s: %s".formatted(app.getKey(), warning)));
        var ofServer = reader.plugins().warnings(read.server()).stream().map("notifiers: "::concat);
        return Stream.concat(ofServer, ofApps).toList();
    }

    /** What {@link #reload} would change, with the same mistakes; changes nothing. */
    public Reloaded rehearse() {
        var read = read();
        return new Reloaded(apps.rehearse(read.apps(), read.server().pools()), warnings(read));
    }

    private ConfigFile read() {
        if (file == null) {
            throw new Conflict(
                    "no_config", "the server was started without a configuration file; restart it with --config FILE");
        }
        try {
            return permitted(ConfigFile.read(file, repositories, reader));
        } catch (ConfigFile.Mistakes e) {
            var details = new LinkedHashMap<String, String>();
            e.sentences().forEach(sentence -> details.put("%d".formatted(details.size() + 1), sentence));
            throw Invalid.mistakes("invalid_config", String.valueOf(e.getMessage()), details);
        } catch (IOException e) {
            throw new Invalid("invalid_config", String.valueOf(e.getMessage()));
        }
    }

    /** The server's own files and variables cannot be used even by the configuration file. */
    private ConfigFile permitted(ConfigFile read) {
        var details = new LinkedHashMap<String, String>();
        read.server()
                .named()
                .forEach((path, secret) -> files.objection(secret).ifPresent(why -> details.put(path, why)));
        read.apps().forEach((app, config) -> {
            config.named()
                    .forEach((path, secret) ->
                            files.objection(secret).ifPresent(why -> details.put("%s.%s".formatted(app, path), why)));
            config.commands()
                    .passEnvironment()
                    .forEach(name -> ServerFiles.objectionToVariable(name)
                            .ifPresent(why -> details.put("%s.pass_environment".formatted(app), why)));
            limit.objection(config).ifPresent(why -> details.put("%s.%s".formatted(app, why.getKey()), why.getValue()));
            files.objection(config.repositoryUrl()).ifPresent(why -> details.put("%s.repository".formatted(app), why));
        });
        if (!details.isEmpty()) {
            var sentences = details.entrySet().stream().map(it -> it.getKey() + ": " + it.getValue());
            throw Invalid.mistakes(
                    "invalid_config",
                    "%s cannot be used:\n  %s".formatted(file, String.join("\n  ", sentences.toList())),
                    details);
        }
        return read;
    }
}
