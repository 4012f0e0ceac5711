package dev.waybill.forge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.apps.config.TestPlugins;
import dev.waybill.forge.ForgeKind;
import dev.waybill.vcs.RepositoryUrl;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The name of a repository at its code host, by its URL. */
class HostedRepositoryTest {
    private static final ForgeKind GITHUB = TestPlugins.CODE_HOSTS.stream()
            .filter(kind -> kind.name().equals("github"))
            .findFirst()
            .orElseThrow();

    @TestFactory
    Stream<DynamicTest> repository_isThatOfTheUrl_inEveryForm() {
        return """
                https://api.github.com https://github.com/acme/shop
                https://api.github.com https://github.com/acme/shop.git
                https://api.github.com https://github.com/acme/shop/
                https://api.github.com https://www.GitHub.com/acme/shop.git
                https://api.github.com git@github.com:acme/shop.git
                https://api.github.com git@github.com:/acme/shop.git
                https://api.github.com github.com:acme/shop
                https://api.github.com ssh://git@github.com/acme/shop.git
                https://api.github.com ssh://git@ssh.github.com:443/acme/shop.git
                https://api.acme.ghe.com https://acme.ghe.com/acme/shop.git
                https://git.example.com/api/v3 https://git.example.com/acme/shop
                https://git.example.com:8443/api/v3 git@git.example.com:acme/shop.git
                """.lines().map(line -> line.split(" ")).map(it -> dynamicTest(
                String.join(" ", it),
                () -> assertThat(HostedRepository.name(GITHUB, URI.create(it[0]), null, new RepositoryUrl(it[1])))
                        .isEqualTo("acme/shop")));
    }
}
