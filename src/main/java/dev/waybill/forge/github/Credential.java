package dev.waybill.forge.github;

import dev.waybill.forge.http.TokenSource;

/** What Waybill proves to GitHub who it is with. */
public sealed interface Credential {
    /** A token, classic or fine-grained. */
    record Token(TokenSource source) implements Credential {}

    /**
     * A GitHub App, which must be installed in the repository.
     *
     * @param id of the App, or its client id
     * @param privateKey as GitHub hands it out (PKCS#1), or as PKCS#8
     */
    record App(String id, TokenSource privateKey) implements Credential {}
}
