/**
 * Announces deploys on the pull requests that they brought. Read {@link dev.waybill.comments.CommentCourier} first.
 */
@NullMarked
package dev.waybill.comments;

import org.jspecify.annotations.NullMarked;
