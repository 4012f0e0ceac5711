/** GitHub, github.com as well as Enterprise. Read {@link dev.waybill.forge.github.GitHub} first. */
@NullMarked
package dev.waybill.forge.github;

import org.jspecify.annotations.NullMarked;
