package dev.waybill.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.GetByTextOptions;
import dev.waybill.TcpProxy;
import dev.waybill.TestServer;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages that are open while their server is away. It is back on another port, which browsers do not see. */
class RestartInBrowser extends BrowserFixture {
    private TcpProxy way;

    @BeforeAll
    void lay() throws IOException {
        way = new TcpProxy(port());
    }

    @AfterAll
    void remove() throws IOException {
        way.close();
    }

    private int port() {
        return URI.create(server.url()).getPort();
    }

    @Override
    protected String url() {
        return "http://127.0.0.1:" + way.port();
    }

    @Test
    void logGoesOn_whenTheServerIsBack() throws Exception {
        var latch = latch("restarted");
        client.app("restarted", repository, "echo before; " + latch.await() + "; echo after");
        client.awaitLog(client.deploy("restarted", ""), "before");
        var page = open("/apps/restarted/production/1");
        assertThat(page.getByText("before").first()).isVisible();
        assertThat(page.getByText("Live").first()).isVisible();

        expectTrouble("net::ERR_");
        way.cut();
        server.close();
        assertThat(page.getByText("trying again")).isVisible();
        server = TestServer.start(server.data(), null);
        way.mend(port());
        latch.open();

        assertThat(page.getByText("after", new GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.getByText("succeeded").first()).isVisible();
    }
}
