package dev.waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with the value of an option is one sentence, with the way out, and wrong usage. */
class WrongValueTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deploy shop --param mode|--param must be NAME=VALUE, not \"mode\"; see: waybill deploy --help",
                "app edit shop --set mode|--set must be KEY=VALUE, not \"mode\"; see: waybill app edit --help",
                "list --limit x|--limit must be a whole number, not \"x\"; see: waybill list --help",
                "events --after 1.5|--after must be a whole number, not \"1.5\"; see: waybill events --help",
                "tail shop -n x|--lines must be a whole number, not \"x\"; see: waybill tail --help",
                "server --port http|--port must be a whole number, not \"http\"; see: waybill server --help",
                "server --max-running 9999999999|--max-running must be a whole number, not \"9999999999\"; see: waybill server --help"
            })
    void value_thatIsNone_isToldInOneSentence(String words, String sentence) {
        var said = new StringWriter();
        var arguments = words.split(" ");

        var code =
                Cli.commandLine(arguments).setErr(new PrintWriter(said, true)).execute(arguments);

        assertThat(code).isEqualTo(2);
        assertThat(said.toString().lines()).containsExactly(sentence);
    }

    @ParameterizedTest
    @CsvSource({"list --nosuch, Unknown option: '--nosuch'", "deploy, Missing required parameter: 'APP[:REF]'"})
    void otherMistakes_areToldWithTheUsage(String words, String sentence) {
        var said = new StringWriter();
        var arguments = words.split(" ");

        var code =
                Cli.commandLine(arguments).setErr(new PrintWriter(said, true)).execute(arguments);

        assertThat(code).isEqualTo(2);
        assertThat(said.toString()).contains(sentence.replaceAll("^'+", ""), "Usage: waybill");
    }
}
