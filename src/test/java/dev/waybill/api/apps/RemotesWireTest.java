package dev.waybill.api.apps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.api.WireFixture;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where people see a repository and a commit. */
class RemotesWireTest extends WireFixture {
    /** The app's present repository counts, whatever it was when the deploy was asked for. */
    @ParameterizedTest
    @CsvSource({
        "git@github.com:acme/shop.git, github.com, https://github.com/acme/shop",
        "github.com:acme/shop, github.com, https://github.com/acme/shop",
        "https://github.com/acme/shop, github.com, https://github.com/acme/shop",
        "https://github.com/acme/shop.git/, github.com, https://github.com/acme/shop",
        "http://www.github.com/acme/shop, github.com, https://github.com/acme/shop",
        "https://GitHub.com/Acme/Shop.git, github.com, https://github.com/Acme/Shop",
        "ssh://git@github.com/acme/shop.git, github.com, https://github.com/acme/shop",
        "ssh://git@github.com:22/acme/shop.git, github.com, https://github.com/acme/shop",
        "ssh://git@ssh.github.com:443/acme/shop.git, github.com, https://github.com/acme/shop",
        "git://github.com/acme/shop.js.git, github.com, https://github.com/acme/shop.js",
        "https://gitlab.com/acme/shop, gitlab.com, ''",
        "git@git.example.com:acme/shop.git, git.example.com, ''",
        "https://github.com.example.org/acme/shop, github.com.example.org, ''",
        "https://notgithub.com/acme/shop, notgithub.com, ''",
        "/srv/git/shop, local, ''"
    })
    void remote_isTheRepositoryAsPeopleSeeIt(String url, String name, String page) throws Exception {
        client.put("/api/0/apps/web/", Map.of("repository", url));

        var shown = client.get("/api/0/deploys/1/").json();

        client.put("/api/0/apps/web/", Map.of("repository", repository.path().toString()));
        assertThat(shown.at("/remote/name").asString()).isEqualTo(name);
        assertThat(shown.at("/remote/url").asString()).isEqualTo(page);
        assertThat(shown.get("sha_url").asString())
                .isEqualTo(
                        page.isEmpty()
                                ? ""
                                : page + "/commit/" + shown.get("sha").asString());
    }
}
