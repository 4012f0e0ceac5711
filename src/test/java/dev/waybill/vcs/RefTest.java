package dev.waybill.vcs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "main",
                "feature/x",
                "v1.2",
                "HEAD",
                "HEAD~2",
                "main~",
                "0a1b2c3",
                "x$(touch${IFS}p)",
                "ä/ö",
                "a@b",
                "it's"
            })
    void objection_isEmpty_forNamesThatGitAccepts(String name) {
        assertThat(Ref.objection(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-x",
                "--upload-pack=touch p",
                "a b",
                "a..b",
                "a:b",
                "a^",
                "a?",
                "a*",
                "a[b",
                "a\\b",
                "a@{1}",
                "@",
                "/a",
                "a/",
                "a//b",
                "a.lock",
                "a.lock/b",
                ".a",
                "a/.b",
                "a.",
                "~3",
                "a\u0000b",
                "a\nb",
                ":current"
            })
    void objection_saysWhatIsValid_forEverythingElse(String name) {
        assertThat(Ref.objection(name))
                .hasValueSatisfying(why -> assertThat(why).contains("give a branch, a tag or a sha"));
    }
}
