package dev.waybill.runs;

/** Takes the output of one run, in order. Called from one thread. */
@FunctionalInterface
public interface LogSink {
    /**
     * Stores a piece before it returns.
     *
     * @param bytes the first {@code length} of them count; the array is used again afterwards
     * @param rawFrom where the piece begins in the raw output
     * @param isLast the output ends here, or some of it is missing behind this piece
     * @return how many bytes were taken; the rest comes again, with what follows
     */
    int append(byte[] bytes, int length, long rawFrom, boolean isLast);

    /** Some output is missing between what came last and what comes next. May be called again before that comes. */
    default void gap() {}

    /** Makes what was stored outlast the machine; a sink whose pieces do anyway has nothing to do. */
    default void settle() {}
}
