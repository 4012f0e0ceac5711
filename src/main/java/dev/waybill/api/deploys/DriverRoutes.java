package dev.waybill.api.deploys;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.input.Input;
import dev.waybill.api.routes.Queries;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.deploys.Deploy;
import dev.waybill.drivers.Driver;
import dev.waybill.drivers.DriverKey;
import dev.waybill.drivers.Drivers;
import dev.waybill.drivers.Exit;
import dev.waybill.drivers.Mandate;
import dev.waybill.drivers.Mandates;
import dev.waybill.errors.Invalid;
import dev.waybill.http.Answers;
import dev.waybill.http.Bodies;
import dev.waybill.spi.Secret;
import dev.waybill.wire.MandateJson;
import dev.waybill.wire.OrdersJson;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What the driver of an external deploy sends: that it begins, the output of its command, and how that ended. */
public final class DriverRoutes implements RouteGroup {
    /** The header with the driver's key, where the body is output. */
    private static final String KEY = "Waybill-Driver";

    private static final String TOKEN = "WAYBILL_TOKEN";
    private static final long FARTHEST = Long.MAX_VALUE / 2;
    private static final int LONGEST_HOST = 255;
    private static final int MILLIS = 1000;

    private final Mandates mandates;
    private final Drivers drivers;
    private final DeployJsons jsons;

    public DriverRoutes(Mandates mandates, Drivers drivers, DeployJsons jsons) {
        this.mandates = mandates;
        this.drivers = drivers;
        this.jsons = jsons;
    }

    @Override
    public String noun() {
        return "drivers";
    }

    @Override
    public void rows(Routes routes) {
        routes.deploy("PUT", "/driver", Right.DEPLOY, this::begin)
                .deploy("POST", "/output?offset&last", Right.DEPLOY, this::output)
                .deploy("PUT", "/exit", Right.DEPLOY, this::exit);
    }

    void begin(Context ctx, Caller caller, Deploy deploy) throws IOException {
        var input = Input.of(ctx);
        var key = input.required("key");
        var host = input.required("host");
        var process = input.required("process");
        if (!host.matches("[\\x21-\\x7e]*") || host.length() > LONGEST_HOST) {
            input.mistake("host", "must be the name of a machine");
        }
        if (!process.matches("[0-9]{0,10}")) {
            input.mistake("process", "must be the number of a process");
        }
        input.check();
        var driver = new Driver(deploy, caller, new DriverKey(new Secret(key)));
        Answers.json(ctx, 200, json(mandates.give(driver, "host %s, process %s".formatted(host, process))));
    }

    private static MandateJson json(Mandate mandate) {
        var variables = new TreeMap<>(mandate.variables());
        variables.put(TOKEN, mandate.token().value());
        return new MandateJson(variables, (double) mandate.grace().toMillis() / MILLIS, mandate.end());
    }

    void output(Context ctx, Caller caller, Deploy deploy) {
        var key = ctx.header(KEY);
        var offset = Queries.number(ctx, "offset", 0, FARTHEST);
        var isLast = Queries.flag(ctx, "last");
        if (key == null || offset.isEmpty()) {
            throw Invalid.fields(Map.of(key == null ? KEY : "offset", "is required"));
        }
        var orders = drivers.append(
                new Driver(deploy, caller, new DriverKey(new Secret(key))), offset.get(), Bodies.read(ctx), isLast);
        Answers.json(ctx, 200, new OrdersJson(orders.end(), orders.stops(), orders.kills()));
    }

    void exit(Context ctx, Caller caller, Deploy deploy) throws IOException {
        var input = Input.of(ctx);
        var key = input.required("key");
        var code = input.required("code");
        var end = input.required("end");
        var stopped = input.flag("stopped");
        if (!code.matches("[0-9]{1,2}|1[0-9]{2}|2[0-4][0-9]|25[0-5]")) {
            input.mistake("code", "must be an exit code from 0 to 255");
        }
        if (!end.matches("[0-9]{1,18}")) {
            input.mistake("end", "must be the length of the output in bytes");
        }
        input.check();
        var driver = new Driver(deploy, caller, new DriverKey(new Secret(key)));
        var exit = new Exit(Integer.parseInt(code), Long.parseLong(end), stopped);
        Answers.written(ctx, 200, jsons.of(drivers.exit(driver, exit)));
    }
}
