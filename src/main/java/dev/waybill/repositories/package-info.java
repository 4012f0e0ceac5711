/**
 * Access to the repositories of apps: their credentials, and resolving refs to commits. Read {@link
 * dev.waybill.repositories.Remotes} first.
 */
@NullMarked
package dev.waybill.repositories;

import org.jspecify.annotations.NullMarked;
