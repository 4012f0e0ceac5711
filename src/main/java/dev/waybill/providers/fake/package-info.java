/** Plays deploys, for trials and teaching. Read {@link dev.waybill.providers.fake.FakeProvider} first. */
@NullMarked
package dev.waybill.providers.fake;

import org.jspecify.annotations.NullMarked;
