/**
 * What the environment says about the way to other servers: proxies and trusted certificates. Read {@link
 * dev.waybill.network.ProxySettings} first.
 */
@NullMarked
package dev.waybill.network;

import org.jspecify.annotations.NullMarked;
