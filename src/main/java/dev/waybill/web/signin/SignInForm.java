package dev.waybill.web.signin;

/**
 * The page with the form to sign in.
 *
 * @param next where to go afterwards
 * @param link the link to confirm with a button; empty for the form that takes a token
 * @param user the user of the link
 * @param problem why the last attempt failed; empty if none did
 */
public record SignInForm(String next, String link, String user, String problem) {}
