/** What both front doors share of HTTP: the server, and answers that last. Read {@link dev.waybill.http.HttpServer} first. */
@NullMarked
package dev.waybill.http;

import org.jspecify.annotations.NullMarked;
