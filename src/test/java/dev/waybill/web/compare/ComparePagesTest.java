package dev.waybill.web.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.SharedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparePagesTest extends SharedServer {
    private String page(String path, String cookie) throws Exception {
        return Browser.at(server).get(path, cookie).text();
    }

    @Test
    void compare_showsWhatDiffers_ofDeploysEnvironmentsAndCommits() throws Exception {
        client.app("shop", repository, "true");
        var old = repository.git("rev-parse", "main");
        var record = "/api/0/apps/shop/envs/production/record/";
        client.post(record, Map.of("sha", old));
        client.put("/api/0/apps/shop/", Map.of("provider_config", Map.of("command", "echo <b>new")));
        var sha = repository.commit("file.txt", "<script>alert(1)</script>");
        client.post(record, Map.of("sha", sha));
        var admin = Browser.at(server).signIn(server.token());

        var deploys = page("/compare?app=shop&from=1&to=production%232", admin);

        assertThat(deploys)
                .contains(
                        "1 commit only in the second",
                        "/commits/" + sha,
                        "/apps/shop/production/1",
                        "/apps/shop/production/2",
                        "<code>provider_config.command</code>",
                        "echo &lt;b&gt;new",
                        "1 file differs",
                        "/api/0/apps/shop/changes/?from=%3Aproduction%231&amp;to=%3Aproduction%232")
                .doesNotContain("<b>new", "<script>alert");
        assertThat(page("/compare?app=shop&from=production&to=" + old, admin))
                .contains("1 commit only in the first", "none, it is a commit");
        assertThat(page("/compare?app=shop&from=main&to=production", admin)).contains("Both are the same commit");
        assertThat(page("/compare?app=shop&from=production%2399&to=main", admin))
                .contains("role=\"alert\"", "has no deploy #99")
                .contains("value=\"production#99\"");
        assertThat(page("/compare", admin)).contains("Each side is an environment");
    }

    @Test
    void compare_hidesAppsThatTheReaderMayNotRead() throws Exception {
        client.app("classified", repository, "true");
        client.app("open", repository, "true");
        var made = client.post("/api/0/tokens/", Map.of("name", "o", "rights", List.of("read"), "apps", "open"));
        var reader = Browser.at(server).signIn(made.json().get("token").asString());

        assertThat(page("/compare", reader)).contains("open").doesNotContain("classified");
        assertThat(Browser.at(server)
                        .get("/compare?app=classified&from=main&to=main", reader)
                        .status())
                .isEqualTo(404);
    }
}
