package dev.waybill.logs;

/** Goes over the chunks of a log in order. */
interface ChunkReader {
    /** The next byte that it needs. */
    long offset();

    /** Whether it needs no more. */
    boolean isDone();

    /** Continues with the chunk that contains the next byte. */
    void read(LogStore.Chunk chunk);
}
