package dev.waybill.deliveries;

import java.time.Duration;
import java.time.Instant;

/**
 * One attempt to send a delivery.
 *
 * @param number from 1
 * @param result {@code delivered}, {@code put_off}, {@code failed} or {@code refused}
 * @param request shortened
 * @param answer shortened
 */
public record Attempt(int number, Instant at, Duration took, String result, String request, String answer) {}
