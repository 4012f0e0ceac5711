package dev.waybill.api.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.api.WireFixture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The log of a deploy by its lines, for clients and for the page. */
class LinesWireTest extends WireFixture {
    @TestFactory
    Stream<DynamicTest> lines_areRead() {
        return asked("""
                GET /api/0/deploys/1/log/lines/
                  => 200 {'from':1,'lines':[{'text':'>> web/production#1
                  ?from=2&to=2 => 200 {'from':2,'lines':[{'text':'hello'
                  ?from=-1 => 200 'kind':'waybill'
                  ?from=99 => 200 {'from':99,'lines':[],'log':{'lines':
                  ?from=3&to=2 => 200 'lines':[]
                  ?from=x => 400 'message':{'from':
                  ?from=-1001 => 400 'message':{'from':
                  ?to=0 => 400 'message':{'to':
                  ?line=1 => 400 'message':{'line':
                  READER => 200 hello
                  STRANGER => 404 'error_name':'invalid_resource'
                GET /api/0/tasks/web/production/1/log/lines
                  => 200 hello
                GET /api/0/deploys/999/log/lines/
                  => 404 'error_name':'invalid_resource'
                GET /api/0/deploys/1/log/search/
                  ?q=HELLO => 200 {'lines':[2],'next':null,'log':{
                  ?q=nosuch => 200 {'lines':[],'next':null
                  ?q=hello&from=3 => 200 {'lines':[]
                  ?q=web&limit=1 => 200 {'lines':[1],'next':2
                  => 400 'message':{'q':
                  ?q= => 400 'message':{'q':
                  ?q=a%00b => 400 'message':{'q':
                  ?q=a&limit=0 => 400 'message':{'limit':
                  ?q=a&from=0 => 400 'message':{'from':
                GET /api/0/deploys/1/log/outline/
                  => 200 'errors':0,'errorLines':[],'warnings':0,'groups':[],'silences':[]}
                  STRANGER => 404 'error_name':'invalid_resource'
                GET /api/0/deploys/1/log/lines/stream/
                  ?after=-1 => 400 'message':{'after':
                """);
    }

    @Test
    void stream_sendsTheLastLines_andEnds() throws Exception {
        var all = client.get("/api/0/deploys/1/log/lines/stream/");
        var rest = client.get("/api/0/deploys/1/log/lines/stream/?after=3");

        assertThat(all.contentType()).isEqualTo("text/event-stream");
        assertThat(all.text())
                .contains("id: 3\nevent: lines\ndata: {\"from\":1,", "hello", "id: 3\nevent: end\ndata: {\"lines\":3}");
        assertThat(rest.text()).contains("data: {\"from\":3,", "event: end").doesNotContain("hello");
    }

    @Test
    void thePage_hasTheSame_forWhoIsSignedIn() throws Exception {
        client.app("viewed", repository, "printf '::group::Part\\033[31m\\nred\\nerror: x\\n::endgroup::\\n'; sleep 0");
        client.awaitEnd(client.deploy("viewed", ""));
        var browser = Browser.at(server);
        var cookie = browser.signIn(server.token());
        var log = "/apps/viewed/production/1/log";

        assertThat(browser.get(log + "/lines?from=3&to=3", cookie).text()).contains("{\"text\":\"red\"", "\\u001B[31m");
        assertThat(browser.get(log + "/search?q=red", cookie).text()).startsWith("{\"lines\":[3]");
        assertThat(browser.get(log + "/outline", cookie).text())
                .contains("\"name\":\"Part\",\"depth\":0,\"first\":2,\"last\":5,\"hasEndLine\":true")
                .contains("\"errorLines\":[4]");
        assertThat(browser.get(log + "/lines/stream?after=5", cookie).text()).contains("id: 6\nevent: end");
        assertThat(browser.get(log + "/raw", cookie).text()).contains("Part\u001b[31m\n");
        assertThat(browser.get(log + "/lines?from=x", cookie).status()).isEqualTo(400);
        assertThat(browser.get(log + "/search", cookie).status()).isEqualTo(400);
        assertThat(browser.get(log + "/lines", "").status()).isNotEqualTo(200);
    }

    @Test
    void thePageWithoutScripts_hasPlainText() throws Exception {
        client.app("plain", repository, "printf '\\033[31m<b>\\033[0m 10%%\\r100%%\\n\\033]0;title\\007end\\n'");
        client.awaitEnd(client.deploy("plain", ""));
        var browser = Browser.at(server);

        var page = browser.get("/apps/plain/production/1", browser.signIn(server.token()))
                .text();

        assertThat(page).contains("\n100%\nend\n").doesNotContain("\u001b", "title\u0007", "10%\r");
    }
}
