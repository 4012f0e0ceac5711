package dev.waybill.workspaces;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The processes of this machine, as far as the server may see them; proc(5). */
final class Processes {
    private static final Path ALL = Path.of("/proc");
    private static final long PAUSE_MILLIS = 50;
    /** For processes that are just ending, such as killed ones: ten seconds in all. */
    private static final int TIMES = 200;

    private Processes() {}

    /** Waits until none works in a directory, or has something in it open; not for long. */
    static void awaitNone(Path directory) throws IOException {
        for (var times = 0; times < TIMES; times++) {
            var found = using(directory);
            if (found.isEmpty()) {
                return;
            }
            // Also a process that has ended stays in the table, until its parent asks for its exit code.
            ProcessHandle.of(found.getAsLong())
                    .ifPresent(process -> process.onExit()
                            .completeOnTimeout(process, PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                            .join());
        }
    }

    /** One that works in a directory, or has something in it open; empty if there is none. */
    static OptionalLong using(Path directory) throws IOException {
        var real = directory.toRealPath();
        var self = ProcessHandle.current().pid();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(ALL, "[0-9]*")) {
            for (var process : all) {
                var pid = Long.parseLong(process.getFileName().toString());
                if (pid != self && uses(process, real)) {
                    return OptionalLong.of(pid);
                }
            }
        }
        return OptionalLong.empty();
    }

    private static boolean uses(Path process, Path directory) {
        for (var link : links(process)) {
            try {
                if (Files.readSymbolicLink(link).startsWith(directory)) {
                    return true;
                }
            } catch (IOException e) {
                // it was closed meanwhile, or is of another user
            }
        }
        return false;
    }

    private static List<Path> links(Path process) {
        var links = new ArrayList<>(List.of(process.resolve("cwd"), process.resolve("root"), process.resolve("exe")));
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            open.forEach(links::add);
        } catch (IOException e) {
            // it has ended, or is of another user
        }
        return links;
    }
}
