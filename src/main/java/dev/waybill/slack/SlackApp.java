package dev.waybill.slack;

import dev.waybill.access.Access;
import dev.waybill.apps.config.SlackSettings;
import dev.waybill.chat.Chat;
import dev.waybill.chat.Message;
import dev.waybill.chat.Reply;
import dev.waybill.errors.ServiceException;
import dev.waybill.receivers.Receivers;
import dev.waybill.slack.Answers.Answer;
import dev.waybill.slack.socket.Dialer;
import dev.waybill.slack.socket.Envelope;
import dev.waybill.slack.socket.SocketMode;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what people say and press in Slack. Every server of a database can have a connection: all that it needs to answer is in the
 * database. What arrives is acknowledged first, so what a server that dies has not answered stays without an answer.
 */
public final class SlackApp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlackApp.class);
    private static final String SLACK = "https://slack.com/api";
    private static final int MOST_WAITING = 500;
    private static final Duration OFFERED = Duration.ofHours(1);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final SlackSettings settings;
    private final Chat chat;
    private final People people;
    private final Answers answers;
    private final ReceivedStore received;
    private final Time time;
    private final SocketMode socketMode;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final Turns turns;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** The app as it is configured, and how Slack is reached. */
    public record Line(SlackSettings settings, Credentials credentials, Receivers receivers, Dialer dialer) {}

    /** @param url the server's public URL, for links */
    public SlackApp(Line line, Chat chat, Access access, Db db, String url, Time time) {
        this.settings = line.settings();
        var root = Objects.requireNonNullElse(settings.apiRoot(), SLACK);
        var workspace = new Workspace(new SlackApi(line.receivers(), root, time), line.credentials());
        this.chat = chat;
        this.people = new People(settings.users(), access, workspace);
        this.answers = new Answers(workspace, url);
        this.received = new ReceivedStore(db);
        this.time = time;
        this.turns = new Turns(time);
        this.socketMode = new SocketMode(workspace::connection, line.dialer(), this::receive, time);
    }

    /** Whether Slack can send something now. */
    public boolean isConnected() {
        return socketMode.isConnected();
    }

    /** Blocks until it is interrupted. */
    public void run() throws InterruptedException {
        socketMode.run();
    }

    private void receive(Envelope envelope) {
        Reading.of(envelope).ifPresent(said -> {
            if (waiting.tryAcquire()) {
                threads.execute(() -> answer(said));
            } else {
                LOG.warn("a message of {} is not answered: {} wait for an answer already", said.member(), MOST_WAITING);
            }
        });
    }

    private void answer(Said said) {
        try {
            quietly(said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.release();
        }
    }

    private void quietly(Said said) throws InterruptedException {
        var channel = said.place().channel();
        try {
            var answer = turns.take(() -> answerTo(said));
            if (answer.isPresent()) {
                turns.give(answer.get());
            }
        } catch (SlackFailure e) {
            LOG.warn("an answer to {} in {} did not arrive: Slack {}", said.member(), channel, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("a message of {} in {} could not be answered", said.member(), channel, e);
        }
    }

    /** Carries it out. Empty if that was done before. */
    private Optional<Answer> answerTo(Said said) throws InterruptedException {
        try {
            if (!received.isNew(said.key(), time.now())) {
                return Optional.empty();
            }
            var objection = objection(said);
            if (objection.isPresent()) {
                return Optional.of(answers.whisper(said, objection.get()));
            }
            var person = people.find(said);
            return Optional.of(answers.of(said, reply(said, message(said, person)), person.wayOut()));
        } catch (ServiceException e) {
            return Optional.of(answers.whisper(said, e.sentence()));
        }
    }

    private Optional<String> objection(Said said) {
        var channels = settings.channels();
        if (!channels.isEmpty() && !channels.contains(said.place().channel())) {
            return Optional.of(
                    "This channel is not one of those where I answer, see slack.channels in the server's configuration file");
        }
        return people.isAnswered(said)
                ? objectionToOffer(said)
                : Optional.of("I only answer members of the workspace where I am installed");
    }

    /** What was offered can mean something else later. From here on, nobody else can press it. */
    private Optional<String> objectionToOffer(Said said) {
        if (!(said.act() instanceof Said.Words words) || words.offeredAt() == null) {
            return Optional.empty();
        }
        if (words.offeredAt().plus(OFFERED).isBefore(time.now())) {
            return Optional.of("This was offered a while ago; if it is still meant, say it: " + words.text());
        }
        return received.isNew(said.request(), time.now())
                ? Optional.empty()
                : Optional.of("Somebody has pressed this already");
    }

    private Reply reply(Said said, Message message) throws InterruptedException {
        var isDone = false;
        try {
            var reply = carriedOut(said, message);
            isDone = reply.isDone();
            return reply;
        } finally {
            if (said.isOffer() && !isDone) {
                received.forget(said.request()); // so that it can be pressed again
            }
        }
    }

    private Reply carriedOut(Said said, Message message) throws InterruptedException {
        return switch (said.act()) {
            case Said.Words _ -> chat.answer(message);
            case Said.Pressed(var press, var deploy) -> chat.press(press, deploy, message);
        };
    }

    private static Message message(Said said, People.Person person) {
        var key = UUID.nameUUIDFromBytes(said.request().getBytes(StandardCharsets.UTF_8));
        var text = said.act() instanceof Said.Words words ? words.text() : "";
        return new Message(text, person.caller(), null, said.place().room(), "slack-" + key, said.isOffer());
    }

    /** Ends what is being answered, without its answer. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
