package dev.waybill.runs;

/** Receives the output of one run, in order. Called from one thread. */
@FunctionalInterface
public interface LogSink {
    /**
     * Stores a piece of output.
     *
     * @param bytes has {@code length} bytes of output; the array is reused after the call
     * @param rawFrom position of the piece in the raw output
     * @param isLast whether the output ends with this piece, or some is missing after it
     * @return how many bytes were taken; the rest is passed again, together with the output that follows
     */
    int append(byte[] bytes, int length, long rawFrom, boolean isLast);

    /**
     * Records that some output is missing between the previous and the next piece. Can be called more than once for the
     * same place.
     */
    default void gap() {}

    /** Makes stored output durable. A sink that already does so in {@link #append} does nothing. */
    default void settle() {}
}
