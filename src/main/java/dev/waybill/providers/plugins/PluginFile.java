package dev.waybill.providers.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Set;

/** Rules for files that the server runs: only its own user and root may be able to change them. */
final class PluginFile {
    private static final String UID = "unix:uid";

    private PluginFile() {}

    /** The file itself, if it is a link, which is used from now on: the link may change. */
    static Path safe(Path file) throws IOException, Unusable {
        var real = file.toRealPath();
        mustBeSafe(real);
        mustBeSafe(Objects.requireNonNull(real.getParent(), "a file is in a directory"));
        return real;
    }

    static void mustBeSafe(Path path) throws IOException, Unusable {
        var owner = Files.getAttribute(path, UID);
        if (!owner.equals(0) && !owner.equals(Files.getAttribute(Path.of("/proc/self"), UID))) {
            throw new Unusable("%s must belong to the server's user or to root".formatted(path));
        }
        var others = Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
        if (Files.getPosixFilePermissions(path).stream().anyMatch(others::contains)) {
            throw new Unusable("others can change %1$s; run chmod go-w %1$s".formatted(path));
        }
    }

    static void mustBeExecutable(Path file) throws Unusable {
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            throw new Unusable("it is neither a jar nor a program; for a program, run chmod a+x %s".formatted(file));
        }
    }
}
