package dev.waybill;

import java.lang.reflect.Proxy;

/** SIGHUP. The JDK has no public API for signals; this unsupported one has existed from the start. */
final class Hangup {
    private Hangup() {}

    /** Runs something at every SIGHUP from now on, on a thread of its own. */
    static void handle(Runnable work) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (_, method, _) -> {
                if (method.getName().equals("handle")) {
                    work.run();
                }
                return null;
            });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK does not support handling SIGHUP", e);
        }
    }
}
