package dev.waybill.runs;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * A supervisor that reads its command's environment from its input. If the input ends early, for instance because the
 * server is killed, it exits without starting the command.
 */
record WaitingSupervisor(Process process, byte[] environment) implements Machine.Waiting {
    @Override
    public BooleanSupplier begin() {
        try (var input = process.getOutputStream()) {
            input.write(environment);
        } catch (IOException e) {
            // It exited before it received everything, so it has not started the command.
        }
        return process::isAlive;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has exited.
        }
    }
}
