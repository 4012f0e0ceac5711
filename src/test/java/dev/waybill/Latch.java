package dev.waybill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds a command up until a test opens it: a file that the command waits for. */
public record Latch(Path file) {
    /** The shell command that waits. */
    public String await() {
        return "while [ ! -e '%s' ]; do sleep 0.2; done".formatted(file);
    }

    public void open() throws IOException {
        Files.writeString(file, "");
    }
}
