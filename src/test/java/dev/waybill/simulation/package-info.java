/**
 * The queue and the run protocol against simulated time, processes, disks and crashes, on a real database. Read {@link
 * dev.waybill.simulation.Simulation} first.
 */
@NullMarked
package dev.waybill.simulation;

import org.jspecify.annotations.NullMarked;
