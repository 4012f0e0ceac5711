package dev.waybill.deploys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * This server among those that share the database.
 *
 * @param id stays with its data directory
 * @param epoch counts its starts; a write of an earlier start counts no more
 */
public record Node(String id, long epoch) {
    /** The id of the server to which a data directory belongs; made with it. */
    public static String idIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, UUID.randomUUID() + "\n");
        }
        return Files.readString(file).strip();
    }
}
