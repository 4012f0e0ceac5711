/** HTTP for the API and the pages: the server, and streaming responses. Read {@link dev.waybill.http.HttpServer} first. */
@NullMarked
package dev.waybill.http;

import org.jspecify.annotations.NullMarked;
