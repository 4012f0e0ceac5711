/**
 * Small servers that play code hosts as their documentation says, and hold every request to their OpenAPI documents. Read {@link
 * dev.waybill.forge.fake.FakeGitHub} first.
 */
@NullMarked
package dev.waybill.forge.fake;

import org.jspecify.annotations.NullMarked;
