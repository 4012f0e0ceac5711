package dev.waybill.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.forge.fake.ShopAtGitHub;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class LimitsShownTest extends ShopAtGitHub {
    @Override
    protected String settings() {
        return "deploy: \"true\", via: github, github: {repo: acme/shop, contexts: []}";
    }

    @Test
    void health_showsWhatIsLeftOfTheLimitsOfCodeHosts() throws Exception {
        var cookie = Browser.at(server).signIn(server.token());
        assertThat(Browser.at(server).get("/health", cookie).text()).doesNotContain("requests left");

        client.get("/api/0/apps/shop/forge/");

        assertThat(Browser.at(server).get("/health", cookie).text())
                .contains("Limit of 127.0.0.1, core", "4,999 of 5,000 requests left for the next ");
    }
}
