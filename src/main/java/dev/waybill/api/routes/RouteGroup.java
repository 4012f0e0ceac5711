package dev.waybill.api.routes;

/** Routes about one subject. */
public interface RouteGroup {
    /** Adds its rows to the table. */
    void rows(Routes routes);
}
