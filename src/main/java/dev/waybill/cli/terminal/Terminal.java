package dev.waybill.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody watches. The JDK only tells whether both stdin and stdout are a terminal. */
public final class Terminal {
    private Terminal() {}

    public static boolean isStdout() {
        return isOne(1);
    }

    /** Whether a terminal can do more than to show one letter after the other. A variable that is not set says nothing. */
    public static boolean isDumb() {
        return "dumb".equals(Surroundings.here().variables().get("TERM"));
    }

    /** Whether colours are wanted, and possible. */
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
            var console = System.console(); // no Linux
            return console != null && console.isTerminal();
        }
    }
}
