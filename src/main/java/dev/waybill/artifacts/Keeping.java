package dev.waybill.artifacts;

import dev.waybill.commands.StateStore;
import dev.waybill.deploys.DeployId;
import dev.waybill.store.Db;
import dev.waybill.workspaces.WorkspaceFiles;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Stores the artifacts of one deploy, file by file. For one thread. */
final class Keeping implements WorkspaceFiles.Reader {
    private static final int CHUNK = 512 * 1024;

    private final Db db;
    private final StateStore states;
    private final Supplier<Optional<String>> shortage;
    private final DeployId deploy;
    private final long limit;
    private final List<Artifact> kept = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long total;

    /**
     * @param shortage says it if nothing more is to be stored
     * @param limit in bytes, for all files together
     */
    Keeping(Db db, StateStore states, Supplier<Optional<String>> shortage, DeployId deploy, long limit) {
        this.db = db;
        this.states = states;
        this.shortage = shortage;
        this.deploy = deploy;
        this.limit = limit;
    }

    List<Artifact> kept() {
        return kept;
    }

    /** Why others were not kept, a sentence for each. */
    List<String> notes() {
        return notes;
    }

    @Override
    public void read(String name, long bytes, InputStream content) throws IOException {
        if (total + bytes > limit) { // it has grown since it was found
            notes.add(Choice.exceeding(name, bytes, limit));
            return;
        }
        var digest = sha256();
        var part = 0;
        for (var chunk = content.readNBytes(CHUNK); chunk.length > 0; chunk = content.readNBytes(CHUNK)) {
            digest.update(chunk);
            store(part++, chunk);
        }
        total += bytes;
        kept.add(new Artifact(kept.size(), name, bytes, HexFormat.of().formatHex(digest.digest())));
    }

    private void store(int part, byte[] chunk) throws IOException {
        var objection = shortage.get();
        if (objection.isPresent()) {
            throw new IOException(objection.get());
        }
        db.writeLazily(tx -> {
            states.mustBeOurs(tx, deploy);
            ArtifactStore.add(tx, deploy, kept.size(), part, chunk);
            return deploy;
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
