/**
 * The way to other servers, as the environment says: proxies, trusted certificates, and HTTP clients that use them. Read {@link
 * dev.waybill.network.ProxySettings} first.
 */
@NullMarked
package dev.waybill.network;

import org.jspecify.annotations.NullMarked;
