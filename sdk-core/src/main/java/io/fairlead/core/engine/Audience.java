package io.fairlead.core.engine;

import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.OrderEvent;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners and the log what happens. A listener that throws is logged and goes on being told. On the session's thread. */
final class Audience {
    private static final Logger LOG = LoggerFactory.getLogger(TradingSession.class);

    private final SessionListener[] listeners;

    Audience(List<SessionListener> listeners) {
        this.listeners = listeners.toArray(SessionListener[]::new);
    }

    void orderEvent(String strategy, OrderEvent event) {
        tell(listener -> listener.onOrderEvent(strategy, event));
    }

    void equity(long nowNanos, long equityE8) {
        for (SessionListener listener : listeners) {
            try {
                listener.onEquity(nowNanos, equityE8);
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    void alarm(Alarm alarm) {
        LOG.atWarn()
                .setMessage("alarm")
                .addKeyValue("code", alarm.code())
                .addKeyValue("detail", alarm.detail())
                .log();
        tell(listener -> listener.onAlarm(alarm));
    }

    void line(String strategy, long nowNanos, String text) {
        LOG.atInfo()
                .setMessage("strategy")
                .addKeyValue("name", strategy)
                .addKeyValue("time", EpochNanos.toInstant(nowNanos))
                .addKeyValue("text", text)
                .log();
        tell(listener -> listener.onLog(strategy, nowNanos, text));
    }

    void strategyFailed(String strategy, String callback, Throwable thrown) {
        LOG.atError()
                .setMessage("strategy suspended")
                .addKeyValue("name", strategy)
                .addKeyValue("callback", callback)
                .setCause(thrown)
                .log();
    }

    private void tell(Consumer<SessionListener> news) {
        for (SessionListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    private static void failed(RuntimeException e) {
        LOG.atError().setMessage("session listener failed").setCause(e).log();
    }
}
