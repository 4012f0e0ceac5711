package dev.waybill.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * What a verb finds around it: those of this process, unless it was called with others.
 *
 * @param variables of the environment
 * @param isProcess false if the streams are not those of this process, and nobody watches them
 */
public record Surroundings(
        Map<String, String> variables, InputStream in, OutputStream out, OutputStream err, boolean isProcess) {
    private static final ScopedValue<Surroundings> GIVEN = ScopedValue.newInstance();
    private static final Surroundings OF_PROCESS = new Surroundings(
            System.getenv(),
            System.in,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            true);

    public Surroundings {
        variables = Map.copyOf(variables);
    }

    public static Surroundings here() {
        return GIVEN.orElse(OF_PROCESS);
    }

    /** Does something, on this thread, that finds these around it. */
    public <T> T call(ScopedValue.CallableOp<T, RuntimeException> work) {
        return ScopedValue.where(GIVEN, this).call(work);
    }
}
