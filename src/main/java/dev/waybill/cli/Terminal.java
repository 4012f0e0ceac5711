package dev.waybill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody watches. The JDK only tells whether both stdin and stdout are a terminal. */
final class Terminal {
    private Terminal() {}

    static boolean isStdout() {
        return isOne(1);
    }

    static boolean isStderr() {
        return isOne(2);
    }

    private static boolean isOne(int descriptor) {
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
