package dev.waybill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The id of this machine. */
final class Machine {
    private static final Path ID = Path.of("/etc/machine-id");

    private Machine() {}

    /** See machine-id(5); null if there is none, as in most containers. */
    static @Nullable String id() throws IOException {
        var id = Files.isReadable(ID) ? Files.readString(ID).strip() : "";
        return id.matches("[0-9a-f]{32}") ? id : null;
    }
}
