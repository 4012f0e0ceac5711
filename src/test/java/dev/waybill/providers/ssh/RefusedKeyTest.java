package dev.waybill.providers.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedKeyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                No ED25519 host key is known for web1 and you have requested strict checking. | web1
                No ED25519 host key is known for [web1]:2222 and you have requested strict checking. | web1:2222
                No RSA host key is known for ::1 and you have requested strict checking. | [::1]
                No RSA host key is known for [fe80::1%eth0]:2222 and you have requested strict checking. | [fe80::1%eth0]:2222
                fingerprint SHA256:47DEQpj8HBSa is unknown for "web1,10.0.0.1" | web1
                fingerprint SHA256:47DEQpj8HBSa is unknown for "[web1]:2222,[10.0.0.1]:2222" | web1:2222
                the key of the host [web1]:2222 is not trusted yet; run: waybill hosts trust ssh://web1:2222/ | web1:2222
                """)
    void unknownKey_isToBeTrusted(String line, String address) {
        assertThat(RefusedKey.advice("first\n" + line + "\nlast\n").orElseThrow())
                .contains("is not trusted yet")
                .endsWith(": waybill hosts trust ssh://%s/".formatted(address));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                Host key for [web1]:2222 has changed and you have requested strict checking. | web1:2222
                fingerprint SHA256:47DEQpj8HBSa does not match for "web1,10.0.0.1" | web1
                the key of the host [web1]:2222 has changed | web1:2222
                """)
    void changedKey_isToBeTrustedAgain(String line, String address) {
        assertThat(RefusedKey.advice(line).orElseThrow())
                .contains("has changed; if this is expected")
                .endsWith(": waybill hosts trust ssh://%s/".formatted(address));
    }

    @Test
    void otherOutput_andHostsThatAreNone_giveNoAdvice() {
        assertThat(RefusedKey.advice("Permission denied (publickey).\n")).isEmpty();
        assertThat(RefusedKey.advice("No RSA host key is known for $(reboot) and you have requested strict checking."))
                .isEmpty();
        assertThat(RefusedKey.advice("No RSA host key is known for a; reboot and you have requested strict checking."))
                .isEmpty();
    }
}
