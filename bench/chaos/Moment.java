import java.util.List;
import java.util.Locale;
import java.util.Random;

/** When a kill comes. */
enum Moment {
    AT_ANY_TIME,
    /** Or after a cancel was. */
    JUST_AFTER_IT_WAS_ASKED,
    JUST_AFTER_A_COMMAND_ENDED,
    IN_THE_MIDDLE_OF_A_COMMAND,
    JUST_AFTER_IT_STARTED,
    WHILE_IT_STARTS;

    /** Each of them comes once before any comes twice, so that few kills are of all kinds. */
    private static final List<Moment> FIRST = List.of(
            JUST_AFTER_IT_WAS_ASKED, JUST_AFTER_A_COMMAND_ENDED, WHILE_IT_STARTS, AT_ANY_TIME, JUST_AFTER_IT_STARTED);

    private static final List<Moment> DICE = List.of(
            AT_ANY_TIME, AT_ANY_TIME, JUST_AFTER_IT_WAS_ASKED, JUST_AFTER_IT_WAS_ASKED, JUST_AFTER_IT_WAS_ASKED,
            JUST_AFTER_A_COMMAND_ENDED, JUST_AFTER_A_COMMAND_ENDED, JUST_AFTER_IT_STARTED, WHILE_IT_STARTS);

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** @param count how many there were before */
    static Moment ofKill(int count, Random random) {
        return count < FIRST.size() ? FIRST.get(count) : DICE.get(random.nextInt(DICE.size()));
    }

    /** A command survives a kill of its server, but no cut of the power: every other cut comes when one runs. */
    static Moment ofCut(int count, Random random) {
        return count % 2 == 1 ? IN_THE_MIDDLE_OF_A_COMMAND : ofKill(count / 2, random);
    }

    /** Milliseconds from there on. */
    int delay(Random random) {
        return switch (this) {
            case AT_ANY_TIME -> random.nextInt(1000);
            case JUST_AFTER_IT_WAS_ASKED -> random.nextInt(random.nextBoolean() ? 30 : 500);
            case IN_THE_MIDDLE_OF_A_COMMAND -> random.nextInt(300);
            case JUST_AFTER_A_COMMAND_ENDED, JUST_AFTER_IT_STARTED -> random.nextInt(60);
            case WHILE_IT_STARTS -> random.nextInt(1200);
        };
    }
}
