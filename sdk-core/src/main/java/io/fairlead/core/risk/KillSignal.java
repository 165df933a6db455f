package io.fairlead.core.risk;

import io.fairlead.api.UnsupportedCapabilityException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Trips a kill switch when the process gets a signal: {@code kill -USR2 <pid>}. Only where the host asks for it: a library installs
 * no handler by itself, and the one that was there before is put back by {@link #close()}. Any thread.
 *
 * <p>Java has no public API for signals. This uses {@code sun.misc.Signal} of the module {@code jdk.unsupported}, by reflection; a
 * runtime without that module (a host on the module path that does not name it) is told so, and a {@link KillFile} does as well.
 */
public final class KillSignal implements AutoCloseable {
    private final Object signal;
    private final Object before;
    private final Signals signals;

    private KillSignal(Signals signals, Object signal, Object before) {
        this.signals = signals;
        this.signal = signal;
        this.before = before;
    }

    /**
     * Has a signal trip a switch from now on.
     *
     * @param name the signal's name without {@code SIG}: {@code "USR2"}, {@code "HUP"}
     * @return what puts the former handler back
     * @throws UnsupportedCapabilityException if this runtime has no signals, does not know this one, or keeps it for itself
     */
    public static KillSignal onSignal(String name, KillSwitch killSwitch) {
        Signals signals = Signals.find();
        Object signal = signals.named(name);
        Object handler = signals.handler(() -> killSwitch.trip("signal " + name, "the process's signal " + name));
        return new KillSignal(signals, signal, signals.handle(signal, handler));
    }

    /** Puts the handler back that was there before. */
    @Override
    public void close() {
        signals.handle(signal, before);
    }

    /** The three things of {@code sun.misc} that are needed. */
    private record Signals(Class<?> signal, Class<?> handler) {
        static Signals find() {
            try {
                return new Signals(Class.forName("sun.misc.Signal"), Class.forName("sun.misc.SignalHandler"));
            } catch (ClassNotFoundException | LinkageError e) {
                throw new UnsupportedCapabilityException(
                        "this Java runtime has no signals; start it with --add-modules jdk.unsupported, or use a KillFile");
            }
        }

        Object named(String name) {
            try {
                return signal.getConstructor(String.class).newInstance(name);
            } catch (InvocationTargetException e) {
                throw refused(name, e.getCause());
            } catch (ReflectiveOperationException e) {
                throw refused(name, e);
            }
        }

        @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone, and asking it would come back here
        Object handler(Runnable onSignal) {
            return Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            onSignal.run();
                            return null;
                        }
                        return switch (method.getName()) {
                            case "equals" -> arguments != null && proxy == arguments[0];
                            case "hashCode" -> System.identityHashCode(proxy);
                            default -> "kill signal handler";
                        };
                    });
        }

        Object handle(Object which, Object with) {
            try {
                return signal.getMethod("handle", signal, handler).invoke(null, which, with);
            } catch (InvocationTargetException e) {
                throw refused(which.toString(), e.getCause());
            } catch (ReflectiveOperationException e) {
                throw refused(which.toString(), e);
            }
        }

        private static UnsupportedCapabilityException refused(String name, @Nullable Throwable why) {
            return new UnsupportedCapabilityException("signal " + name + " cannot be used: "
                    + (why == null ? "unknown" : why.getMessage()) + "; try USR2 or HUP, or use a KillFile");
        }
    }
}
