package dev.waybill.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Client;
import dev.waybill.api.ApiFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Links that sign a browser in, once. */
@Tag("processes")
class SignInLinksTest extends ApiFixture {
    private Browser browser;

    @BeforeEach
    void open() {
        browser = Browser.at(server);
    }

    @Test
    void link_signsInOnce_byAPressOfAButton() throws Exception {
        var made = client.post("/api/0/login-links/", Map.of());
        var path = made.json().get("url").asString().substring(server.url().length());
        var secret = path.substring(path.lastIndexOf('/') + 1);

        assertThat(made.status()).isEqualTo(201);
        assertThat(browser.get(path, "").text()).contains("Sign in as admin");
        assertThat(browser.get(path, "").status()).isEqualTo(200); // whoever looks uses nothing up
        var cookie = browser.signIn(secret);
        assertThat(browser.get("/", cookie).status()).isEqualTo(200);
        assertThat(browser.get(path, "").status()).isEqualTo(404);
        assertThat(browser.send(browser.form("/login", Map.of("secret", secret)))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void link_isGoodFor15Minutes() throws Exception {
        var link =
                client.post("/api/0/login-links/", Map.of()).json().get("url").asString();

        server.time().pass(Duration.ofMinutes(16));

        assertThat(browser.get(link.substring(server.url().length()), "").text())
                .contains("waybill login-link");
    }

    @Test
    void link_forAnotherToken_needsAdmin() throws Exception {
        var ann = client.post("/api/0/tokens/", Map.of("name", "s", "user", "ann", "rights", List.of("read")))
                .json();
        var annsClient = new Client(server.url(), ann.get("token").asString());

        var forAnn =
                client.post("/api/0/login-links/", Map.of("token", ann.get("id").asString()));
        var forAdmin = annsClient.post("/api/0/login-links/", Map.of("token", "1"));

        assertThat(browser.get(
                                forAnn.json()
                                        .get("url")
                                        .asString()
                                        .substring(server.url().length()),
                                "")
                        .text())
                .contains("Sign in as ann");
        assertThat(forAdmin.status()).isEqualTo(403);
        assertThat(annsClient.post("/api/0/login-links/", Map.of()).status()).isEqualTo(201);
    }
}
