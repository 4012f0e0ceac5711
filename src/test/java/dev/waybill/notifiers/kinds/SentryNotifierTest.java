package dev.waybill.notifiers.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.receivers.Answer;
import dev.waybill.spi.Notifier;
import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SentryNotifierTest extends NotifierContract {
    private static final String DEPLOYS = "/api/0/organizations/acme/releases/%s/deploys/".formatted(Sample.SHA);

    @Override
    Notifier notifier() {
        return new SentryNotifier(receivers);
    }

    @Override
    String path() {
        return "/api/0/organizations/acme/releases/";
    }

    @Override
    Map<String, Object> settings(String root) {
        return Map.of(
                "token",
                SECRET,
                "organization",
                "acme",
                "project",
                List.of("shop", "shop-web"),
                "api_root",
                root + "/api/0");
    }

    @Test
    void successfulDeploy_isAReleaseWithItsCommits_andADeploy() throws Exception {
        receiver.answers(DEPLOYS, 200, "[{\"environment\": \"staging\", \"name\": \"shop/production#42\"}]");

        assertThat(tell(Sample.of(Topic.SUCCEEDED))).isInstanceOf(Told.Delivered.class);

        var release = received().getFirst();
        assertThat(release.headers()).containsEntry("authorization", "Bearer " + SECRET);
        assertThat(release.json().path("version").asString()).isEqualTo(Sample.SHA);
        assertThat(release.json().path("projects").toString()).isEqualTo("[\"shop\",\"shop-web\"]");
        assertThat(release.json().path("commits").get(0).path("message").asString())
                .isEqualTo("Sell more");
        assertThat(receiver.at(DEPLOYS)).extracting(it -> it.method()).containsExactly("GET", "POST");
        var deploy = receiver.at(DEPLOYS).getLast().json();
        assertThat(deploy.path("environment").asString()).isEqualTo("production");
        assertThat(deploy.path("name").asString()).isEqualTo("shop/production#42");
        assertThat(deploy.path("url").asString()).isEqualTo(Sample.URL);
        assertThat(deploy.path("dateFinished").asString()).isEqualTo("2026-11-23T14:02:00.000000Z");
    }

    @Test
    void deployThatIsThere_isNotCreatedAgain() throws Exception {
        receiver.answers(DEPLOYS, 200, "[{\"environment\": \"production\", \"name\": \"shop/production#42\"}]");

        assertThat(tell(Sample.of(Topic.SUCCEEDED)))
                .isInstanceOfSatisfying(
                        Told.Delivered.class, it -> assertThat(it.answer()).isEqualTo("the deploy is there already"));

        assertThat(receiver.at(DEPLOYS)).extracting(it -> it.method()).containsExactly("GET");
    }

    @Test
    void deploysThatCannotBeRead_areReadLater() throws Exception {
        receiver.answers(DEPLOYS, 503, "");

        assertThat(tell(Sample.of(Topic.SUCCEEDED))).isInstanceOf(Told.Failed.class);

        assertThat(receiver.at(DEPLOYS)).hasSize(1);
    }

    @Test
    void requests_shareTheTime_ofOneDelivery() throws Exception {
        var now = new AtomicReference<>(Sample.NOW);
        receiver.answers(path(), _ -> {
            now.set(Sample.NOW.plusSeconds(25));
            return new Answer(201, Map.of(), "");
        });

        var told = notifier().tell(Sample.of(Topic.SUCCEEDED), Sample.context(settings(), now::get));

        assertThat(told)
                .isInstanceOfSatisfying(
                        Told.Failed.class,
                        it -> assertThat(it.answer()).endsWith("no time is left for the remaining requests"));
        assertThat(receiver.at(DEPLOYS)).isEmpty();
    }

    @Test
    void lastRequest_waitsOnlyAsLongAsThereIsTime() throws Exception {
        var now = new AtomicReference<>(Sample.NOW);
        var isOver = new CountDownLatch(1);
        receiver.answers(DEPLOYS, request -> {
            if (request.method().equals("POST")) {
                awaited(isOver);
            }
            now.set(Sample.NOW.plusSeconds(25).minusMillis(200));
            return new Answer(200, Map.of(), "[]");
        });

        var told = notifier().tell(Sample.of(Topic.SUCCEEDED), Sample.context(settings(), now::get));
        isOver.countDown();

        assertThat(told)
                .isInstanceOfSatisfying(
                        Told.Failed.class, it -> assertThat(it.answer()).endsWith("did not answer within 1 s"));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void sample_onlyReadsTheOrganization() throws Exception {
        tell(Sample.of(0, Topic.SUCCEEDED, "a test", List.of()));

        assertThat(received()).isEmpty();
        assertThat(receiver.at("/api/0/organizations/acme/")).hasSize(1);
    }

    @Test
    void whatIsNotLive_isNoRelease() throws Exception {
        assertThat(tell(Sample.of(Topic.FAILED)).answer()).isEqualTo("nothing to tell");
        assertThat(tell(Sample.of(Topic.STARTED)).answer()).isEqualTo("nothing to tell");
        assertThat(received()).isEmpty();
    }

    @Test
    void webhook_getsWhatFreightSent() throws Exception {
        var context = Sample.context(Map.of("webhook_url", receiver.url("/hook")));

        notifier().tell(Sample.of(Topic.STARTED), context);
        notifier().tell(Sample.of(Topic.SUCCEEDED), context);
        notifier().tell(Sample.of(Topic.FAILED), context);

        assertThat(receiver.at("/hook"))
                .extracting(it -> it.json().path("event").asString())
                .containsExactly("started", "finished");
        var json = receiver.at("/hook").getLast().json();
        assertThat(json.path("app_name").asString()).isEqualTo("shop");
        assertThat(json.path("env").asString()).isEqualTo("production");
        assertThat(json.path("number").asString()).isEqualTo("42");
        assertThat(json.path("sha").asString()).isEqualTo(Sample.SHA);
        assertThat(json.path("dateReleased").asString()).isEqualTo("2026-11-23T14:02:00.000000Z");
    }
}
