package dev.waybill.fuzz;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Makes values that a field does not expect, and JSON that no client writes. */
final class Values {
    private final Dice dice;

    Values(Dice dice) {
        this.dice = dice;
    }

    Object value(int depth) {
        return switch (dice.below(depth > 0 ? 12 : 10)) {
            case 0 -> List.of();
            case 1 -> Map.of();
            case 2 -> dice.oneIn(2);
            case 3 -> dice.anyLong();
            case 4 -> dice.any(0.1, 1e300, -0.0, 1e-300);
            case 5 -> text();
            case 6 -> new BigInteger("9".repeat(900));
            case 7 -> "{\"a\":".repeat(dice.below(80)) + "1";
            case 8 -> dice.any("[]", "{}", "[", "null", "{\"a\": \"\\u0000\"}", "true", "1e999999999");
            case 9 -> dice.nasty();
            case 10 -> List.of(value(depth - 1), value(depth - 1));
            default -> Map.of(dice.any("a", "type", "config", "defaultRef", "", "\u0000"), value(depth - 1));
        };
    }

    private String text() {
        return dice.any(
                "",
                " ",
                "\u0000",
                "é\ud83d\ude00",
                "\u202e",
                "\ud800",
                "\ufeff",
                "x".repeat(70_000),
                "a\nb\r\nc",
                "\u001b[31m",
                dice.pick(Words.MARKUP));
    }

    String oddJson() {
        return switch (dice.below(12)) {
            case 0 -> "[".repeat(dice.any(10, 65, 1000, 100_000));
            case 1 -> "{\"a\":".repeat(dice.any(63, 64, 65, 5000)) + "1" + "}".repeat(64);
            case 2 -> "{\"app\": \"web\", \"app\": \"nosuch\", \"app\": 1}";
            case 3 -> "{\"limit\": " + "9".repeat(dice.any(500, 1001, 100_000)) + "}";
            case 4 -> "{\"limit\": 1e" + "9".repeat(dice.any(3, 9, 12)) + "}";
            case 5 -> "{\"app\": \"\\ud800\", \"ref\": \"\\udc00\\u0000\"}";
            case 6 -> "\ufeff{\"app\": \"web\"}";
            case 7 -> "{\"app\": \"web\"} trailing";
            case 8 -> "{\"" + "k".repeat(60_000) + "\": 1}";
            case 9 ->
                dice.any("null", "1", "\"x\"", "", " ", "NaN", "{", "{'a': 1}", "{\"a\": 1,}", "{a: 1}", "/* */ {}");
            case 10 ->
                IntStream.range(0, 20_000)
                        .mapToObj(i -> "\"k%d\": %d".formatted(i, i))
                        .collect(Collectors.joining(",", "{", "}"));
            default -> "{\"app\": \"web\", \"params\": " + JsonMapper.shared().writeValueAsString(value(6)) + "}";
        };
    }
}
