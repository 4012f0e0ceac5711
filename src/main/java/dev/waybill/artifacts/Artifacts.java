package dev.waybill.artifacts;

import dev.waybill.apps.config.text.Sizes;
import dev.waybill.commands.RunningDeploy;
import dev.waybill.commands.StateStore;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.errors.NoRoom;
import dev.waybill.errors.NotFound;
import dev.waybill.logs.Logs;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import dev.waybill.vcs.globs.Glob;
import dev.waybill.workspaces.Sources;
import dev.waybill.workspaces.WorkspaceFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of workspaces that are kept with their deploys. They are in the database, so every node has them. Thread-safe.
 */
public final class Artifacts {
    /** Of so many deploys of an environment they are kept. */
    static final int DEPLOYS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Artifacts.class);

    /** Of more files that match, which may be millions, only the number is known. */
    private static final int MOST_FOUND = 10_000;

    private final Db db;
    private final Logs logs;
    private final Sources sources;
    private final StateStore states;
    private final Supplier<Optional<String>> shortage;

    /** @param shortage says it if there is too little space on the disk of an embedded database */
    public Artifacts(Db db, Logs logs, Sources sources, StateStore states, Supplier<Optional<String>> shortage) {
        this.db = db;
        this.logs = logs;
        this.sources = sources;
        this.states = states;
        this.shortage = db.isEmbedded() ? shortage : Optional::empty;
    }

    /**
     * Stores the artifacts of a deploy whose commands have ended, once: not again after a restart of the server. Whatever
     * cannot be stored is named in the log, and the deploy goes on. Blocks.
     */
    public void keep(RunningDeploy running) throws InterruptedException {
        var deploy = running.deploy();
        var isWanted = !running.config().kept().artifacts().isEmpty()
                && !running.stop().isRequested();
        if (!isWanted || ArtifactStore.isComplete(db, deploy.id())) {
            return;
        }
        try {
            store(running);
        } catch (NoRoom e) {
            giveUp(deploy, e.sentence());
        } catch (IOException e) {
            giveUp(deploy, String.valueOf(e.getMessage()));
        }
    }

    private void store(RunningDeploy running) throws IOException, InterruptedException {
        var deploy = running.deploy();
        var config = running.config();
        var limit = config.kept().artifactsBytes();
        var globs = config.kept().artifacts().stream().map(Glob::new).toList();
        var files = WorkspaceFiles.of(
                sources.path(running.workspace()), config.commands().runAs());
        var found = Cancellable.run(
                running.stop(),
                () -> files.list(name -> globs.stream().anyMatch(glob -> glob.matches(name)), MOST_FOUND));
        var choice = Choice.of(found, limit);
        begin(deploy);
        var keeping = new Keeping(db, states, shortage, deploy.id(), limit);
        if (!choice.names().isEmpty()) {
            Cancellable.run(running.stop(), () -> {
                files.read(choice.names(), keeping);
                return keeping;
            });
        }
        var notes = found.files().isEmpty()
                ? List.of("no file matches the patterns of artifacts")
                : choice.told(keeping.notes());
        db.writeLazily(tx -> complete(tx, deploy, keeping.kept(), notes));
    }

    private void begin(Deploy deploy) {
        db.writeLazily(tx -> {
            states.mustBeOurs(tx, deploy.id());
            ArtifactStore.begin(tx, deploy.id());
            return deploy;
        });
    }

    private Deploy complete(Tx tx, Deploy deploy, List<Artifact> kept, List<String> notes) {
        states.mustBeOurs(tx, deploy.id());
        var log = deploy.id().value();
        kept.stream()
                .limit(Choice.NAMED)
                .forEach(it -> logs.say(tx, log, "artifact %s, %s".formatted(it.name(), Sizes.text(it.bytes()))));
        if (kept.size() > Choice.NAMED) {
            logs.say(tx, log, "and %,d more artifacts".formatted(kept.size() - Choice.NAMED));
        }
        notes.forEach(note -> logs.say(tx, log, note));
        ArtifactStore.complete(tx, deploy.id(), kept);
        ArtifactStore.keepNewest(tx, deploy, DEPLOYS);
        return deploy;
    }

    /** Removes what was stored. A full disk must not keep the deploy from ending. */
    private void giveUp(Deploy deploy, String why) {
        try {
            db.writeAnyway(tx -> {
                states.mustBeOurs(tx, deploy.id());
                ArtifactStore.begin(tx, deploy.id());
                return complete(tx, deploy, List.of(), List.of("artifacts were not kept: " + why));
            });
        } catch (NoRoom e) {
            LOG.warn("deploy={} {} has no artifacts: {}", deploy.id(), deploy.name(), why);
        }
    }

    /** Those of a deploy, by name; none if there are newer ones of too many deploys. */
    public List<Artifact> list(DeployId deploy) {
        return ArtifactStore.list(db, deploy);
    }

    /** @throws NotFound if the deploy has no artifact of this name */
    public Artifact require(Deploy deploy, String name) {
        return list(deploy.id()).stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        "not_found",
                        "%s has no artifact \"%s\"; the artifacts of the newest %d deploys of an environment are kept"
                                .formatted(deploy.name(), name, DEPLOYS)));
    }

    /** Writes the content of an artifact to a stream. Blocks as long as the reader does. */
    public void copy(DeployId deploy, Artifact artifact, OutputStream out) throws IOException {
        var part = 0;
        for (var left = artifact.bytes(); left > 0; ) {
            var bytes = ArtifactStore.part(db, deploy, artifact.number(), part++)
                    .orElseThrow(() -> new IOException("the artifact was removed meanwhile"));
            out.write(bytes);
            left -= bytes.length;
        }
    }
}
