/**
 * What the systems to which environments are deployed have live, whoever has put it there. Read
 * {@link dev.waybill.sightings.Sightings} first.
 */
@NullMarked
package dev.waybill.sightings;

import org.jspecify.annotations.NullMarked;
