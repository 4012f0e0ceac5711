/** Gitea and Forgejo, which share an API. Read {@link dev.waybill.forge.gitea.Gitea} first. */
@NullMarked
package dev.waybill.forge.gitea;

import org.jspecify.annotations.NullMarked;
