package dev.waybill.forge.http;

import dev.waybill.forge.ForgeFailure;
import tools.jackson.databind.JsonNode;

/** Finds the list in the body of a page. */
@FunctionalInterface
public interface PageItems {
    /** @throws ForgeFailure if the rest should not be read */
    JsonNode of(JsonNode page) throws ForgeFailure;
}
