/** Deploys to apps at Heroku. Read {@link dev.waybill.providers.heroku.HerokuProvider} first. */
@NullMarked
package dev.waybill.providers.heroku;

import org.jspecify.annotations.NullMarked;
