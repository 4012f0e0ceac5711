/**
 * Repositories and their contents: URLs, refs, commits, and how two commits relate to each other. Read {@link
 * dev.waybill.vcs.Remote} first.
 */
@NullMarked
package dev.waybill.vcs;

import org.jspecify.annotations.NullMarked;
