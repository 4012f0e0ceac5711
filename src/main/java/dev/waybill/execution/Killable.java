package dev.waybill.execution;

import dev.waybill.runs.Stop;
import dev.waybill.spi.ProviderContext;
import dev.waybill.spi.Result;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Lets a kill interrupt the thread of a provider that waits for something by itself, so that it does not hold its lane until the
 * server is restarted. What it does through its context is not interrupted: that ends by itself.
 */
final class Killable {
    private Killable() {}

    /** A call of a provider. */
    interface Call {
        Result run(ProviderContext context) throws InterruptedException;
    }

    /** @throws InterruptedException if the server is shutting down, or the deploy was killed */
    static Result run(Stop stop, ProviderContext context, Call call) throws InterruptedException {
        stop.beginKillable();
        try {
            return call.run(shielded(stop, context));
        } finally {
            stop.endKillable();
        }
    }

    private static ProviderContext shielded(Stop stop, ProviderContext context) {
        var types = new Class<?>[] {ProviderContext.class};
        return (ProviderContext) Proxy.newProxyInstance(
                ProviderContext.class.getClassLoader(), types, (_, method, arguments) -> {
                    stop.endKillable();
                    try {
                        return method.invoke(context, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        stop.beginKillable();
                    }
                });
    }
}
