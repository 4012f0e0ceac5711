package dev.waybill.fuzz;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes one request out of a seed: most often a valid one in which some parts were changed, so that it gets far, sometimes bytes
 * that are no HTTP. What a server would run or connect to (commands, repositories, hosts) is never changed, only chosen.
 */
final class Requests {
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT");

    private final long seed;
    private final Dice dice;
    private final List<String> routes;
    private final Cast cast;
    private final Viewer by;

    /** @param routes the method and path of each */
    Requests(long seed, List<String> routes, Cast cast) {
        this.seed = seed;
        this.dice = new Dice(seed);
        this.routes = routes;
        this.cast = cast;
        this.by = dice.oneIn(3) ? dice.pick(cast.limited()) : cast.admin();
    }

    FuzzRequest make() {
        return dice.oneIn(8) ? new NoHttp(dice, by).make() : request(routes.get(Math.floorMod(seed, routes.size())));
    }

    /** Seeds that follow each other take one route after the other, so that none is left out. */
    private FuzzRequest request(String of) {
        var route = of.split(" ", 2);
        var method = dice.oneIn(10) ? dice.pick(Words.METHODS) : route[0];
        var target = new Targets(dice, cast, by).target(route[1]);
        if (revokesWhatIsNeeded(method, target)) {
            return request(dice.pick(routes));
        }
        var headers = new StringBuilder(new Headers(dice, cast, by).all(route[1]));
        var body = WITH_BODY.contains(method) || dice.oneIn(10)
                ? new Bodies(dice, cast, by).body(route[1], headers)
                : new byte[0];
        var version =
                dice.oneIn(30) ? dice.any("HTTP/1.0", "HTTP/1.2", "HTTP/2.0", "HTTP/0.9", "HTTP/9", "") : "HTTP/1.1";
        var all = new ByteArrayOutputStream();
        all.writeBytes(bytes(method + " " + target + " " + version + "\r\n" + headers + "\r\n"));
        all.writeBytes(body);
        return new FuzzRequest(all.toByteArray(), by, method.equals("HEAD"), !dice.oneIn(30));
    }

    /** Those who ask are needed to the end, so nothing may revoke their tokens, however it spells their ids. */
    private static boolean revokesWhatIsNeeded(String method, String target) {
        try {
            var path = URLDecoder.decode(target.split("\\?", 2)[0], StandardCharsets.UTF_8);
            return method.equals("DELETE")
                    && path.contains("tokens")
                    && NUMBER.matcher(path.substring(path.indexOf("tokens")))
                            .results()
                            .map(it -> new BigInteger(it.group()))
                            .anyMatch(id -> id.signum() > 0
                                    && id.compareTo(BigInteger.valueOf(Cast.FIRST_TOKEN_TO_REVOKE)) < 0);
        } catch (IllegalArgumentException e) {
            return false; // not well encoded, which gets nowhere
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
