package dev.waybill.cli.deploys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.SharedServer;
import dev.waybill.TestCli;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people see of hosts, with the command line and on the page. */
class FailedHostsVerbTest extends SharedServer {
    @Test
    void retry_ofFailedHosts_isShownAsSuch_withTheStatesOfHosts() throws Exception {
        var config = Map.of(
                "length", 0.001, "hosts", List.of("web1", "web2", "<b>web3"), "fails_on", List.of("web2", "<b>web3"));
        assertThat(client.newApp("shop", repository, "fake", config).status()).isEqualTo(201);
        client.awaitEnd(client.deploy("shop", ""));
        var waybill = new TestCli(server.url(), server.token(), directory);

        var retried = waybill.run("retry", "shop/production#1", "--failed-hosts", "--follow");
        var refused = waybill.run("retry", "shop/production#1", "--failed-hosts");

        assertThat(retried.code()).isEqualTo(1);
        assertThat(retried.out()).contains(", only web2, <b>web3\n");
        assertThat(waybill.run("status", "shop/production#1").out()).contains("failed: web2, <b>web3; ok: web1\n");
        assertThat(waybill.run("status", "shop/production#2").out()).contains("failed, only web2, <b>web3\n");
        assertThat(waybill.run("list").out()).contains("only web2, <b>web3; ");
        assertThat(refused.err())
                .contains("shop/production#2 has started since", "to deploy to all hosts again: waybill retry");
        var browser = Browser.at(server);
        var page = browser.get("/apps/shop/production/2", browser.signIn(server.token()))
                .text();
        assertThat(page)
                .contains("<dt>Goes to</dt><dd>only web2, &lt;b&gt;web3</dd>")
                .contains("web2</bdi> failed</span>");
    }

    @Test
    void report_namesHosts_andRefusesWhatIsNone() throws Exception {
        client.app("scripted", repository, "echo '::waybill host web1 failed'");
        client.awaitEnd(client.deploy("scripted", ""));
        var report = "/api/0/deploys/scripted/production/1/report/";

        var added = client.post(report, Map.of("hosts", Map.of("web1", "ok", "web2", "pending")));
        var wrong = client.post(report, Map.of("hosts", Map.of("a b", "ok")));

        assertThat(added.json().at("/task/hosts").toString()).isEqualTo("{\"web1\":\"ok\",\"web2\":\"pending\"}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("\\\"a b\\\" is not");
    }
}
