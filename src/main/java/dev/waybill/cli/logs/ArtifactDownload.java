package dev.waybill.cli.logs;

import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Downloads an artifact.
 *
 * @param path of its bytes
 * @param artifact as the list shows it
 */
record ArtifactDownload(Api api, String path, JsonNode artifact) {
    /**
     * Writes a file, which replaces one of the same name once it is complete. Answers where it is.
     *
     * @param target the file or its directory
     */
    Path to(Path target) throws CallFailed, InterruptedException {
        var name = artifact.path("name").asString();
        var file = Files.isDirectory(target) ? target.resolve(name.substring(name.lastIndexOf('/') + 1)) : target;
        try {
            var half = Files.createTempFile(file.toAbsolutePath().getParent(), "waybill", ".part");
            try {
                try (var out = Files.newOutputStream(half)) {
                    to(out);
                }
                Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(half);
            }
            return file;
        } catch (IOException e) {
            throw new CallFailed(CallFailed.FAILED, "%s cannot be written: %s".formatted(file, e.getMessage()));
        }
    }

    /** @throws CallFailed if other bytes arrived than were stored */
    void to(OutputStream out) throws CallFailed, InterruptedException {
        try (var in = api.open(path, Map.of()).body()) {
            var digest = MessageDigest.getInstance("SHA-256");
            in.transferTo(new DigestOutputStream(out, digest));
            out.flush();
            if (!HexFormat.of()
                    .formatHex(digest.digest())
                    .equals(artifact.path("sha256").asString())) {
                throw new IOException("its sha256 is another one");
            }
        } catch (IOException | NoSuchAlgorithmException e) { // every JDK has SHA-256
            throw new CallFailed(CallFailed.FAILED, "the artifact was not copied completely: " + e.getMessage());
        }
    }
}
