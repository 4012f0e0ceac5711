package dev.waybill.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether output goes to a terminal. The JDK only tells whether both stdin and stdout are one. */
public final class Terminal {
    private Terminal() {}

    public static boolean isStdout() {
        return isOne(1);
    }

    /** Whether the terminal cannot move its cursor. If TERM is not set, it is assumed to be able to. */
    public static boolean isDumb() {
        return "dumb".equals(Surroundings.here().variables().get("TERM"));
    }

    /** Whether to print colours. */
    public static boolean hasColours() {
        return !isDumb()
                && Surroundings.here().variables().getOrDefault("NO_COLOR", "").isEmpty();
    }

    public static boolean isStderr() {
        return isOne(2);
    }

    private static boolean isOne(int descriptor) {
        if (!Surroundings.here().isProcess()) {
            return false;
        }
        try {
            var name = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor)))
                    .toString();
            return name.startsWith("/dev/pts/") || name.startsWith("/dev/tty") || name.equals("/dev/console");
        } catch (IOException e) {
            var console = System.console(); // not Linux
            return console != null && console.isTerminal();
        }
    }
}
