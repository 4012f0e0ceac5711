package dev.waybill;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The default data directory. */
final class UsualData {
    private static final String WAY_OUT = "name a directory with --data or WAYBILL_DATA";

    private UsualData() {}

    /**
     * The default directory below the home in {@code HOME}.
     *
     * @throws IllegalArgumentException if that home does not exist
     */
    static Path of(@Nullable String home) {
        if (home == null || home.isBlank()) {
            throw new IllegalArgumentException("HOME is not set, so there is no default data directory; " + WAY_OUT);
        }
        var directory = Path.of(home);
        if (!directory.isAbsolute() || !Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    "HOME is %s, which is not a directory, so there is no default data directory; %s"
                            .formatted(home, WAY_OUT));
        }
        return directory.resolve(".local/share/waybill");
    }
}
