package dev.waybill.web;

import io.javalin.config.RoutesConfig;

/** Pages about one subject. */
interface PageGroup {
    /** Adds its pages. */
    void pages(RoutesConfig routes, Frame frame);
}
