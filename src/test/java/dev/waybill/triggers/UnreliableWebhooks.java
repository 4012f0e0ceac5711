package dev.waybill.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.webhooks.Signing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Webhooks about a repository: half of them are lost, and the others come late, come again when nothing has changed, or are forged. */
final class UnreliableWebhooks {
    private static final String SECRET = "It's a Secret to Everybody";
    private static final String NAME = "acme/shop";

    private final Random random = new Random(17);

    /** The configuration of a server that heeds them. Another app at the same repository is the one that they are about. */
    static Path configuration(Path directory, TestRepository repository) throws Exception {
        var secret = Files.writeString(directory.resolve("webhook-secret"), SECRET);
        return Files.writeString(directory.resolve("waybill.yaml"), """
                github: {webhook_secret: {file: '%s'}}
                apps:
                  webhooks: {repository: '%s', deploy: 'true', via: github, github: {repo: %s}}
                """.formatted(secret, repository.path(), NAME));
    }

    /** What becomes of one that the code host wants to send now. */
    void send(Client client) throws Exception {
        var signing = new Signing(client);
        var lot = random.nextInt(8);
        if (lot == 0) {
            assertThat(signing.push("guessed", NAME).status()).isEqualTo(401);
        } else if (lot < 4) {
            assertThat(signing.push(SECRET, NAME).status()).isEqualTo(202);
            if (lot == 1) {
                signing.push(SECRET, NAME);
            }
        }
    }
}
