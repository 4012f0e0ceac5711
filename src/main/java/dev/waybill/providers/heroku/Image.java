package dev.waybill.providers.heroku;

import tools.jackson.databind.JsonNode;

/**
 * What a release runs.
 *
 * @param kind {@code slug} (Cedar) or {@code oci_image} (Fir), as the API names it
 * @param id empty if Heroku does not say, or the app never had one
 */
record Image(String kind, String id) {
    private static final String SLUG = "slug";
    private static final String OCI_IMAGE = "oci_image";

    /** @param release as in an answer */
    static Image of(JsonNode release) {
        var slug = Fields.id(release, SLUG);
        return slug.isEmpty() ? new Image(OCI_IMAGE, Fields.id(release, OCI_IMAGE)) : new Image(SLUG, slug);
    }

    boolean isKnown() {
        return !id.isEmpty();
    }

    /** Below that of the app. */
    String path() {
        return (kind.equals(SLUG) ? "/slugs/" : "/oci-images/") + id;
    }
}
