package dev.waybill.runs;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * A supervisor that waits on its input for the environment of its command. If that ends before it was whole, as when the server is
 * killed, the supervisor does, too.
 */
record WaitingSupervisor(Process process, byte[] environment) implements Machine.Waiting {
    @Override
    public BooleanSupplier begin() {
        try (var input = process.getOutputStream()) {
            input.write(environment);
        } catch (IOException e) {
            // It has ended before it knew all, so it has not started the command.
        }
        return process::isAlive;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended.
        }
    }
}
