/** How browsers sign in. Read {@link dev.waybill.web.signin.SignIn} first. */
@NullMarked
package dev.waybill.web.signin;

import org.jspecify.annotations.NullMarked;
