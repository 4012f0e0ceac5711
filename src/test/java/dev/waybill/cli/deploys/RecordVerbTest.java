package dev.waybill.cli.deploys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import dev.waybill.TestCli;
import org.junit.jupiter.api.Test;

/** Another tool tells what it has deployed. */
class RecordVerbTest extends SharedServer {
    private TestCli waybill() throws Exception {
        return new TestCli(server.url(), server.token(), directory);
    }

    @Test
    void record_printsTheDeploy_andItIsLive() throws Exception {
        client.app("shop", repository, "true");
        var sha = repository.git("rev-parse", "HEAD");
        var call = new String[] {
            "record",
            "shop",
            "in",
            "production",
            "--sha",
            sha.substring(0, 8),
            "--ref",
            "main",
            "--by",
            "bob",
            "--at",
            "2026-01-31T12:00:00+01:00",
            "--evidence",
            "https://ci/42",
            "--because",
            "by hand",
            "--idempotency-key",
            "ci-42"
        };

        var done = waybill().run(call);
        var again = waybill().run(call);
        var status = waybill().run("status", "shop/production#1");
        var where = waybill().run("where", sha);

        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).isEqualTo("shop/production#1  %s/apps/shop/production/1".formatted(server.url()));
        assertThat(again.out()).isEqualTo(done.out());
        assertThat(status.out().lines().toList())
                .anyMatch(line -> line.matches("reason +by hand"))
                .anyMatch(line -> line.matches("evidence +https://ci/42"));
        assertThat(where.out()).matches("(?s).*shop/production +yes +2026-01-31 .*shop/production#1.*");
    }

    @Test
    void dryRun_showsWhatWouldBeRecorded() throws Exception {
        client.app("blog", repository, "true");
        var sha = repository.git("rev-parse", "HEAD");

        var dry = waybill().run("record", "blog", "production", "--sha", sha, "--dry-run");

        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("would record", ") in blog/production");
        assertThat(waybill().run("list", "--app", "blog", "--json").json()).isEmpty();
    }

    @Test
    void mistakes_areTold() throws Exception {
        client.app("cart", repository, "true");

        var bare = waybill().run("record", "cart", "production");
        var unknown = waybill().run("record", "cart", "production", "--sha", "0123456");

        assertThat(bare.code()).isEqualTo(2);
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("the repository has no commit \"0123456\"");
    }
}
