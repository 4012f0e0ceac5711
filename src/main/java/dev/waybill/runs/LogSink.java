package dev.waybill.runs;

/** Takes the output of one run, in order. Called from one thread. */
@FunctionalInterface
public interface LogSink {
    /**
     * Stores a piece for good before it returns.
     *
     * @param bytes the first {@code length} of them count; the array is used again afterwards
     * @param rawFrom where the piece begins in the raw output
     * @param isLast the output ends here
     * @return how many bytes were taken; the rest comes again, with what follows
     */
    int append(byte[] bytes, int length, long rawFrom, boolean isLast);
}
