package dev.waybill;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a server keeps everything, if nobody says where. */
final class UsualData {
    private static final String WAY_OUT = "name a directory with --data or WAYBILL_DATA";

    private UsualData() {}

    /**
     * The directory below a home, as {@code HOME} names that.
     *
     * @throws IllegalArgumentException if there is no such home: a directory that is made somewhere else would not be found again
     */
    static Path of(@Nullable String home) {
        if (home == null || home.isBlank()) {
            throw new IllegalArgumentException("HOME is not set, so there is no usual place for the data; " + WAY_OUT);
        }
        var directory = Path.of(home);
        if (!directory.isAbsolute() || !Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    "HOME is %s, which is no directory, so there is no usual place for the data; %s"
                            .formatted(home, WAY_OUT));
        }
        return directory.resolve(".local/share/waybill");
    }
}
