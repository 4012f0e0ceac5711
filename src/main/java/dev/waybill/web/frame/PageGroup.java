package dev.waybill.web.frame;

import io.javalin.config.RoutesConfig;

/** Pages about one subject. */
public interface PageGroup {
    /** Adds its pages. */
    void pages(RoutesConfig routes, Frame frame);
}
