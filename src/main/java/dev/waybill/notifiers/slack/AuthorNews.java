package dev.waybill.notifiers.slack;

import dev.waybill.spi.NotifierContext;
import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.NoticeCommit;
import dev.waybill.spi.notices.NoticeDeploy;
import dev.waybill.spi.notices.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells authors that their commits are live, for one attempt. What there is to tell is decided and remembered before the first
 * letter is posted, so that a later attempt goes on with it, whatever the repository and Slack say then.
 */
final class AuthorNews {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST_AT_ONCE = 20; // an attempt must not last long

    private final WebApi api;
    private final Notice notice;
    private final NoticeDeploy deploy;
    private final NotifierContext context;
    private NewsMemory memory; // as it is stored

    AuthorNews(WebApi api, Notice notice, NoticeDeploy deploy, NotifierContext context) {
        this.api = api;
        this.notice = notice;
        this.deploy = deploy;
        this.context = context;
        this.memory = NewsMemory.of(context.rememberedOfEnvironment());
    }

    /**
     * Blocks.
     *
     * @param shown the result of showing the success in the message
     */
    Told tell(Told.Delivered shown) throws InterruptedException {
        var settings = AuthorSettings.of(context.settings()).filter(it -> isLive() && it.concern(environment()));
        if (settings.isEmpty()) {
            return shown;
        }
        return memory.newsOf(notice.id()).isPresent() ? deliver(shown) : decideThenDeliver(settings.get(), shown);
    }

    private boolean isLive() {
        var its = notice.deploy();
        return notice.topic() == Topic.SUCCEEDED && its != null && its.isDeploy();
    }

    private String environment() {
        return String.valueOf(notice.environment());
    }

    private Told decideThenDeliver(AuthorSettings settings, Told.Delivered shown) throws InterruptedException {
        var known = memory.done().told();
        var commits = deploy.changes().newest().stream()
                .filter(it -> !known.contains(it.sha()))
                .toList();
        if (commits.isEmpty()) {
            return shown;
        }
        var members = new Members(api, context.settings());
        var emails = commits.stream().map(NoticeCommit::email).distinct().toList();
        var later = members.find(emails, notice.at().plus(PATIENCE));
        if (later.isPresent()) {
            return after(shown, later.get());
        }
        var shas = commits.stream().map(NoticeCommit::sha).toList();
        var letters = Letter.all(commits, members, settings.isDirect());
        keep(memory.telling(new NewsMemory.News(notice.id(), shas, letters)));
        return deliver(
                members.refusal().isEmpty() ? shown : with(shown, "Slack looks up no authors: " + members.refusal()));
    }

    private Told deliver(Told.Delivered shown) throws InterruptedException {
        var letters = memory.newsOf(notice.id()).map(NewsMemory.News::letters).orElse(List.of());
        var sent = 0;
        for (var index = 0; index < letters.size(); index++) {
            if (!letters.get(index).isOver()) {
                var later = sent++ < MOST_AT_ONCE ? send(index, letters.get(index)) : goOn();
                if (later.isPresent()) {
                    return after(shown, later.get());
                }
            }
        }
        keep(memory.done());
        return letters.isEmpty() ? shown : with(shown, "its authors are told");
    }

    private Optional<Told> goOn() {
        return Optional.of(new Told.Later("", "more authors are told", api.now().plusSeconds(1)));
    }

    private static Told.Delivered with(Told.Delivered shown, String more) {
        return new Told.Delivered(shown.request(), shown.answer() + "; " + more);
    }

    private static Told after(Told.Delivered shown, Told told) {
        return told instanceof Told.Later later && !shown.request().isEmpty()
                ? new Told.Later(shown.request(), shown.answer() + "; its authors are told later", later.until())
                : told;
    }

    /** Empty when it is over, whether it was posted or not. */
    private Optional<Told> send(int index, Letter letter) throws InterruptedException {
        return letter.member() == null ? reply(index, letter) : directly(index, letter, letter.member());
    }

    private Optional<Told> reply(int index, Letter letter) throws InterruptedException {
        var place = Memory.of(context.remembered()).place();
        return place == null ? over(index, letter) : send(index, letter, new Once(api, place, notice, deploy));
    }

    private Optional<Told> directly(int index, Letter letter, String member) throws InterruptedException {
        var opened = api.read("conversations.open", Map.of("users", member));
        var later = opened.later(notice.at().plus(PATIENCE), api.now());
        if (later.isPresent()) {
            return later;
        }
        return opened instanceof Reply.Ok ok
                ? send(index, letter, new Once(api.in(channel(ok)), null, notice, deploy))
                : over(index, letter);
    }

    private static String channel(Reply.Ok opened) {
        return opened.json().path("channel").path("id").asString("");
    }

    private Optional<Told> send(int index, Letter letter, Once once) throws InterruptedException {
        var look = letter.look(environment(), SlackText.link(notice.url(), deploy.name()));
        var reply = once.post(letter.posting(), look, it -> keep(memory.with(index, letter.posting(it))));
        if (reply instanceof Reply.No no && no.isPassing()) {
            return Optional.of(no.told());
        }
        return over(index, letter);
    }

    private Optional<Told> over(int index, Letter letter) {
        keep(memory.with(index, letter.over()));
        return Optional.empty();
    }

    private void keep(NewsMemory next) {
        context.rememberOfEnvironment(next.text());
        memory = next;
    }
}
