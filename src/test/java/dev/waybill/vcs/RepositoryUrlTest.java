package dev.waybill.vcs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/shop.git, github.com",
        "http://git.example.com:8080/shop, git.example.com",
        "ssh://git@git.example.com:2222/shop.git, git.example.com",
        "git@github.com:acme/shop.git, github.com",
        "host.local:path/to/repo, host.local",
        "git://example.com/shop, example.com",
        "file:///srv/git/shop.git,",
        "/srv/git/shop.git,"
    })
    void host_isFound_inEveryFormThatGitAccepts(String text, String host) {
        assertThat(new RepositoryUrl(text).host().orElse(null)).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop",
                "-oProxyCommand=x:y",
                "ext::sh -c touch% p",
                "--upload-pack=x",
                "../shop",
                "ftp://x/y",
                "https://x/y z"
            })
    void objection_namesTheValidForms_forEverythingElse(String text) {
        assertThat(RepositoryUrl.objection(text))
                .hasValueSatisfying(why -> assertThat(why).contains("is not a git URL; give https://"));
    }

    @Test
    void objection_doesNotRepeatAPassword() {
        assertThat(RepositoryUrl.objection("https://ann:s3cret@example.com/shop"))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("credential helper").doesNotContain("s3cret"));
        assertThat(RepositoryUrl.objection("https://ghp_s3cret@github.com/acme/shop"))
                .hasValueSatisfying(why -> assertThat(why).doesNotContain("s3cret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h/x?access_token=s3cret",
                "https://h/x.git#s3cret",
                "HTTPS://h/x?private_token=s3cret",
                "https://h?s3cret",
                "ssh://git@h/x?token=s3cret",
                "git://h/x?s3cret",
                "git@h:x?access_token=s3cret",
                "file://host/x?s3cret",
                "h:x#s3cret",
                "https://ann:s3cret@h/x",
                "https://:s3cret@h/x",
                "https://s3cret@h/x",
                "https://ann:s3/cret@h/x",
                "HTTPS://s3cret@h/x",
                "git://s3cret@h/x",
                "ssh://ann:s3cret@h/x",
                "ftp://ann:s3cret@h/x",
                "ftp://h/x?s3cret",
                "ann:s3cret@h:x",
                "https://h/x y?s3cret",
                "s3cret@",
                "https:/ann:s3cret@h/x",
                "https:ann:s3cret@h/x",
                "HTTPS:ann:s3cret@h/x",
                "https:\\\\ann:s3cret@h/x",
                "ssh:/s3cret@h/x",
                "https:///ann:s3cret@h/x",
                "https:///s3cret@h/x",
                "ann:s3cret@h/x",
                "ann@example.com:s3cret@h/x",
                "u:p/s3cret@h:x",
                "https://h/ann:s3cret@h2/x",
                "https://h/https://s3cret@h2/x",
                "https://h/x;access_token=s3cret",
                "https://h/x;s3cret",
                "git@h:x;s3cret",
                "https://h/x&access_token=s3cret",
                "https://h/x%3Faccess_token=s3cret",
                "https://h/x%3faccess_token%3Ds3cret",
                "https://h/x%23token=s3cret",
                "https://ann:s3cret%40h/x",
                "https://ann%3As3cret%2540h/x"
            })
    void objection_namesTheWayOut_andNoSecret(String text) {
        assertThat(RepositoryUrl.objection(text))
                .hasValueSatisfying(why -> assertThat(why)
                        .containsAnyOf("credentials", "is not a git URL")
                        .doesNotContain("s3", "cret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://h:8443/@scope/x.git",
                "https://[::1]:8443/@scope/x.git",
                "ssh://git@h:22/a@b/x",
                "git@h:@scope/x",
                "/srv/what?/x#1",
                "file:///srv/x?y",
                "https://h/a%3Fb"
            })
    void objection_isEmpty_ifItOnlyLooksLikeAPassword(String text) {
        assertThat(RepositoryUrl.objection(text)).isEmpty();
        assertThat(new RepositoryUrl(text)).hasToString(text);
    }

    /** Earlier versions accepted these, so they must remain readable. */
    @ParameterizedTest
    @CsvSource({
        "https://h/x?access_token=s3cret, https://h/x",
        "https://h/x.git#s3cret, https://h/x.git",
        "https://h/x;access_token=s3cret, https://h/x",
        "https://h/x%3Faccess_token=s3cret, https://h/x",
        "git@h:x?s3cret, git@h:x",
        "https:/ann:s3cret@h/x, https:…",
        "ann:s3cret@h/x, ann:…"
    })
    void toString_masksSecrets(String text, String shown) {
        assertThat(new RepositoryUrl(text)).hasToString(shown);
        assertThat(RepositoryUrl.shown(text)).isEqualTo(shown);
    }
}
