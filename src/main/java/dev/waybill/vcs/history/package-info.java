/** Reads commits and changed files from a copy of a repository. Read {@link dev.waybill.vcs.history.History} first. */
@NullMarked
package dev.waybill.vcs.history;

import org.jspecify.annotations.NullMarked;
