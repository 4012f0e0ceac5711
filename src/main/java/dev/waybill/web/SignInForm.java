package dev.waybill.web;

/**
 * The page with the form to sign in.
 *
 * @param next where to go afterwards
 * @param link the link that signs in with one press of a button; empty for the form that takes a token
 * @param user who that would be
 * @param problem what went wrong with the last try; empty if nothing did
 */
public record SignInForm(String next, String link, String user, String problem) {}
