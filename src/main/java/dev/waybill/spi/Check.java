package dev.waybill.spi;

import java.util.Map;

/** Decides whether a commit may be deployed. Configured as an entry of an app's {@code checks}. */
public interface Check extends Plugin {
    /**
     * Asks about a commit. Each request blocks for at most ten seconds. An exception counts as {@link CheckAnswer.Unreachable}.
     *
     * @throws InterruptedException if this server stops
     */
    CheckAnswer ask(CheckContext context) throws InterruptedException;

    /** Whether the answer depends on the environment, and not on the commit alone. */
    default boolean dependsOnEnvironment(Map<String, Object> settings) {
        return false;
    }

    /** Whether the answer depends on the requested ref, and not on the commit alone. */
    default boolean dependsOnRef(Map<String, Object> settings) {
        return false;
    }
}
