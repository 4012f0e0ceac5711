package dev.waybill.simulation;

/** One who gets at a lane at the same time as others. */
interface Racer {
    boolean isOpen();

    /** Whether the next that it does changes nothing. */
    boolean isRead();

    void go() throws InterruptedException;
}
