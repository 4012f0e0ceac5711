package dev.waybill.gates;

import java.time.Instant;

/**
 * An app that somebody keeps to themselves.
 *
 * @param holder the name of that user
 */
public record Lock(String holder, String reason, Instant since) {}
