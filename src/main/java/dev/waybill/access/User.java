package dev.waybill.access;

import java.time.Instant;

/** A person or a service that asks for things. */
public record User(UserId id, String name, Instant createdAt) {}
