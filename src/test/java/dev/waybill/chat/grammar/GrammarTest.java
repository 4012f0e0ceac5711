package dev.waybill.chat.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.errors.Invalid;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GrammarTest {
    private static final String READ = """
            deploy shop                                        => deploy shop
            deploy shop/main to staging                        => deploy shop/main to staging
            Deploy Shop:Main IN Staging.                       => deploy shop/Main to staging
            deploy shop@v1.2.3 on production                   => deploy shop/v1.2.3 to production
            deploy shop/feature/a:b@c to stg                   => deploy shop/feature/a:b@c to staging
            deploy shop::previous to prod                      => deploy shop/:previous to production
            deploy shop-api/main prd                           => deploy shop-api/main to production
            deploy shop.api/main to qa                         => deploy shop.api/main to qa
            deploy s/x to prod                                 => deploy s/x to prod
            deploy s/x to prd                                  => deploy s/x to production
            deploy! shop/fix! to staging                       => deploy! shop/fix! to staging
            deploy:! shop                                      => deploy! shop
            deploy shop staging                                => deploy shop to staging
            deploy shop prod                                   => deploy shop to production
            deploy shop to qa                                  => deploy shop to qa
            deploy shop/staging to production                  => deploy shop/staging to production
            deploy shop/fix, to staging                        => deploy shop/fix, to staging
            deploy shop/fix,                                   => deploy shop/fix,
            deploy shop.api/staging                            => deploy shop.api/staging
            deploy shop/fix, please                            => deploy shop/fix
            cancel s/prod#7                                    => cancel s/prod#7
            lock s in prod because x                           => lock s in prod because x
            status from in THANKS                              => status from in thanks
            status of of                                       => status of of
            why is is                                          => why is is
            deploy shop and wait                               => deploy shop and wait
            deploy shop to staging and wait because "a  b."    => deploy shop to staging and wait because a b.
            @waybill: please deploy shop to staging, thanks    => deploy shop to staging
            waybill deploy shop to staging please              => deploy shop to staging
            <@U02ABC> hi waybill, deploy shop                  => deploy shop
            rollback shop                                      => rollback shop
            roll back shop in prod because the prices are off  => rollback shop in production because the prices are off
            roll back! shop production to #41                  => rollback! shop in production to #41
            rollback shop to 7F2D6C1 and wait                  => rollback shop to 7f2d6c1 and wait
            promote shop staging to production                 => promote shop from staging to production
            promote shop from stg to prod because it is time   => promote shop from staging to production because it is time
            cancel shop/prod#42                                => cancel shop/production#42
            cancel shop/production/42                          => cancel shop/production#42
            status                                             => status
            status?                                            => status
            status of shop                                     => status shop
            status shop in stg                                 => status shop in staging
            status shop/production#42                          => status shop/production#42
            queue                                              => queue
            queue shop staging                                 => queue shop in staging
            why is shop in staging?                            => why shop in staging
            why shop                                           => why shop
            deploys shop/main in production                    => deploys shop/main in production
            where is 7F2D6C1                                   => where is 7f2d6c1
            where can I deploy shop?                           => where can i deploy shop
            lock shop in prod for 90m because db migration     => lock shop in production for 1h30m because db migration
            lock! shop because “the site is down”              => lock! shop because the site is down
            unlock shop in production                          => unlock shop in production
            help                                               => help
            HELP!                                              => ? "help" takes no exclamation mark
            \u200fdeploy shop\u200f to\u00a0staging            => deploy shop to staging
            @waybill                                           => help
            """;

    private static final String UNCLEAR = """
            deplyo shop                        => I do not know "deplyo"; did you mean deploy?
            approve shop/production#42         => I do not know "approve"; say "help"
            🚀 shop                            => I do not know "🚀"; say "help"
            deploy                             => say: deploy[!] APP[/REF]
            deploy shpo/main to staging        => no app is named "shpo"; did you mean
            deploy nothing-like-it             => no app is named "nothing-like-it"; the apps are
            deploy shop/ to staging            => a branch, a tag or a commit is missing
            deploy shop to                     => say: deploy
            deploy shop to staging tomorrow    => I do not understand "tomorrow" at the end
            deploy shop now                    => "now" is not an environment of shop that I know; say: deploy[!] APP[/REF]
            deploy shop blog                   => "blog" is not an environment of shop that I know
            deploy shop stagin                 => "stagin" is not an environment of shop that I know; did you mean staging?
            lock shop 2h because x             => "2h" is not an environment of shop that I know; say: lock
            rollback shop #41                  => "#41" is not an environment of shop that I know; say: rollback
            deploy shop/staging                => "staging" is also an environment; say: deploy shop to staging, or name
            deploy shop:prod and wait          => "prod" is also an environment; say: deploy shop to production, or name
            deploy shop@Staging                => deploy shop to staging, or name the environment: deploy shop/Staging to
            status shop/staging                => such as: status shop in staging
            why is Shop:staging                => such as: why shop in staging
            lock shop/staging because x        => such as: lock shop in staging
            where can i deploy shop/staging    => such as: where is SHA
            deploy shop and                    => say: deploy
            deploy shop because                => the reason is missing
            deploy:mi/grate shop to staging    => say: deploy
            rollback:all shop                  => say: rollback
            status! shop                       => "status" takes no exclamation mark
            unlock shop because I can          => "unlock" takes no reason
            cancel shop                        => "shop" is not the name of a deploy
            cancel blog/production#42          => no app is named "blog"
            cancel shop/production#4242424242  => is not the name of a deploy
            lock shop in production            => say why: lock shop in production because REASON
            lock shop for ever because so      => "ever" must be a duration
            promote shop staging               => say: promote
            where shop                         => say: where is SHA
            """;

    @TestFactory
    Stream<DynamicTest> parse_readsWhatPeopleSay() {
        return READ.lines()
                .filter(line -> !line.contains("=> ?"))
                .map(line -> line.split(" *=> "))
                .map(it -> DynamicTest.dynamicTest(
                        it[0], () -> assertThat(parse(it[0]).print()).isEqualTo(it[1])));
    }

    @TestFactory
    Stream<DynamicTest> parse_saysWhatToSay_whereItIsUnclear() {
        return Stream.concat(UNCLEAR.lines(), READ.lines().filter(line -> line.contains("=> ?")))
                .map(line -> line.split(" *=> (\\? )?"))
                .map(it -> DynamicTest.dynamicTest(
                        it[0],
                        () -> assertThatThrownBy(() -> parse(it[0]))
                                .isInstanceOf(Unclear.class)
                                .hasMessageContaining(it[1])));
    }

    @Test
    void parse_keepsAnswersShort_whateverTheWord() {
        assertThatThrownBy(() -> parse("deploy " + "🚀".repeat(900)))
                .isInstanceOf(Unclear.class)
                .satisfies(
                        it -> assertThat(it.getMessage()).hasSizeLessThan(250).contains("🚀…"));
    }

    @Test
    void parse_refuses_whatIsTooLongOrHasControlCharacters() {
        assertInvalid("deploy shop because " + "x".repeat(10_240), "at most 2000 characters");
        assertInvalid("deploy shop\u001b[31m", "control character U+001B");
        assertInvalid("deploy shop\0", "control character U+0000");
        assertInvalid("deploy \ud83d shop", "control character U+D83D");
    }

    @Test
    void parse_readsLineBreaksAsSpaces_andKeepsEmojiInReasons() throws Unclear {
        assertThat(parse("lock shop\n\tbecause\nfamily 👩‍👩‍👧 first\r\n"))
                .isEqualTo(new Sentence.Lock("shop", null, null, false, "family 👩‍👩‍👧 first"));
    }

    private static void assertInvalid(String text, String why) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(Invalid.class).hasMessageContaining(why);
    }

    private static Sentence parse(String text) throws Unclear {
        return Grammar.parse(text, Known.CAST);
    }
}
