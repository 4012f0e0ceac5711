package dev.waybill.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.forge.fake.FakeGitHub;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateKeysTest {
    private final FakeGitHub github = FakeGitHub.start();

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void bothFormats_areTheSameKey() throws Exception {
        var key = PrivateKeys.read(github.privateKey());

        assertThat(key).isEqualTo(PrivateKeys.read(github.privateKeyInPkcs8()));
        assertThat(key.getAlgorithm()).isEqualTo("RSA");
    }

    @Test
    void format_isReadGenerously() throws Exception {
        var key = PrivateKeys.read(github.privateKey());

        assertThat(PrivateKeys.read(github.privateKey().replace("\n", "\r\n"))).isEqualTo(key);
        assertThat(PrivateKeys.read(github.privateKey().replace("\n", "\\n"))).isEqualTo(key);
        assertThat(PrivateKeys.read("The key of the App:\n" + github.privateKey() + "\n\nend"))
                .isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                                                            | not in PEM format
                    ghp_0123456789                                                                | not in PEM format
                    -----BEGIN RSA PRIVATE KEY----- secret                                        | not in PEM format
                    -----BEGIN PRIVATE KEY-----c2VjcmV0-----END PRIVATE KEY-----                  | damaged
                    -----BEGIN RSA PRIVATE KEY-----c2VjcmV0-----END RSA PRIVATE KEY-----          | damaged
                    -----BEGIN EC PRIVATE KEY-----c2VjcmV0-----END EC PRIVATE KEY-----            | a EC PRIVATE KEY; GitHub uses RSA
                    -----BEGIN ENCRYPTED PRIVATE KEY-----c2VjcmV0-----END ENCRYPTED PRIVATE KEY----- | encrypted
                    -----BEGIN RSA PRIVATE KEY----- Proc-Type: 4,ENCRYPTED -----END RSA PRIVATE KEY----- | encrypted
                    """)
    void others_areRefused_withoutShowingThem(String pem, String words) {
        assertThatThrownBy(() -> PrivateKeys.read(pem))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("c2VjcmV0")
                .hasMessageNotContaining("secret");
    }
}
