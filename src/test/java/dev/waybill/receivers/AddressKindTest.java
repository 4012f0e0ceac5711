package dev.waybill.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressKindTest {
    @ParameterizedTest
    @CsvSource({
        "93.184.215.14, PUBLIC",
        "100.128.0.1, PUBLIC",
        "172.32.0.1, PUBLIC",
        "2606:2800:21f:cb07:6820:80da:af6b:8b2c, PUBLIC",
        "127.0.0.1, PRIVATE",
        "127.9.9.9, PRIVATE",
        "10.1.2.3, PRIVATE",
        "172.16.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "192.168.1.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "198.18.0.1, PRIVATE",
        "::1, PRIVATE",
        "fc00::1, PRIVATE",
        "fd12:3456::1, PRIVATE",
        "fec0::1, PRIVATE",
        "::ffff:10.0.0.1, PRIVATE",
        "::10.0.0.1, PRIVATE",
        "64:ff9b::10.0.0.1, PRIVATE",
        "64:ff9b::8.8.8.8, PUBLIC",
        "2002:0a00:0001::, PRIVATE",
        "0.0.0.0, NEVER",
        "0.1.2.3, NEVER",
        "169.254.169.254, NEVER",
        "::ffff:169.254.169.254, NEVER",
        "64:ff9b::169.254.169.254, NEVER",
        "2002:a9fe:a9fe::, NEVER",
        "224.0.0.1, NEVER",
        "240.0.0.1, NEVER",
        "255.255.255.255, NEVER",
        "::, NEVER",
        "fe80::1, NEVER",
        "ff02::1, NEVER"
    })
    void addressIsJudged_alsoBehindAnotherForm(String address, AddressKind kind) throws UnknownHostException {
        assertThat(AddressKind.of(InetAddress.getByName(address))).isEqualTo(kind);
    }
}
