/** The configuration of apps, from a file or a request. Read {@link dev.waybill.apps.config.AppReader} first. */
@NullMarked
package dev.waybill.apps.config;

import org.jspecify.annotations.NullMarked;
