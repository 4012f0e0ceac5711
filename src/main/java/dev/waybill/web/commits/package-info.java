/** The page of a commit. Read {@link dev.waybill.web.commits.CommitPages} first. */
@NullMarked
package dev.waybill.web.commits;

import org.jspecify.annotations.NullMarked;
