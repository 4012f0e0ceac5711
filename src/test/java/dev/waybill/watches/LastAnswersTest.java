package dev.waybill.watches;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.vcs.refs.LsRefs;
import dev.waybill.vcs.refs.RemoteRefs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LastAnswersTest {
    private static final String URL = "https://code.example.com/shop";
    private static final Wish MAIN = Wish.of(Set.of("main"), Set.of(), Pace.PROMPT);
    private static final byte[] ONES = answer("1");
    private static final byte[] TWOS = answer("2");

    private final LastAnswers answers = new LastAnswers(LsRefs::answer);

    private static byte[] answer(String digit) {
        return "003d%s refs/heads/main\n0000".formatted(digit.repeat(40)).getBytes(StandardCharsets.UTF_8);
    }

    private Optional<RemoteRefs> changed(Wish wish, byte[] answer, String known) throws IOException {
        return answers.changed(URL, wish, answer, known);
    }

    @Test
    void refsThatAreKnown_areNoChange_whetherTheAnswerWasReadBeforeOrNot() throws Exception {
        var ones = answers.read(URL, MAIN, ONES);

        assertThat(changed(MAIN, ONES, ones.digest())).isEmpty();
        assertThat(new LastAnswers(LsRefs::answer).changed(URL, MAIN, ONES, ones.digest()))
                .isEmpty();
    }

    @Test
    void sameAnswer_isRead_ifOtherRefsAreKnown_orWanted() throws Exception {
        var ones = answers.read(URL, MAIN, ONES);
        var twos = answers.read(URL, MAIN, TWOS);
        var others = Wish.of(Set.of("other"), Set.of(), Pace.PROMPT);

        assertThat(changed(MAIN, TWOS, ones.digest())).contains(twos);
        assertThat(changed(MAIN, ONES, twos.digest())).contains(ones);
        assertThat(changed(others, ONES, ones.digest()).orElseThrow().shas()).isEmpty();
    }
}
