package dev.waybill.api.routes;

/** Routes about one subject. */
public interface RouteGroup {
    /** The noun of its subject; {@code openapi/<noun>.yaml} describes its routes. Groups can share one. */
    String noun();

    /** Adds its rows to the table. */
    void rows(Routes routes);
}
