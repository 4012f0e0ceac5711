package dev.waybill.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.logs.Masker;
import dev.waybill.spi.Secret;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSecretsTest {
    /** A plus is a space in a form, and itself in a path. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://h/abcd+efg/hij=",
                "https://h/abcd+efg%2Fhij=",
                "https://h/abcd%2Befg%2Fhij%3D",
                "https://h/abcd%252Befg%252Fhij%253D",
                "https://h/a+b?p=abcd+efg%2Fhij%3D",
                "https://h/%25zz?p=abcd%252Befg%252Fhij%253D"
            })
    void maskAddress_findsASecret_howeverItIsEncoded(String address) {
        var secrets = new KnownSecrets(new Masker(List.of(new Secret("abcd+efg/hij="))));

        assertThat(secrets.maskAddress(address)).contains("***").doesNotContain("hij");
        assertThat(secrets.maskAddress("https://h/a+b?c%2Fd")).isEqualTo("https://h/a+b?c%2Fd");
    }
}
