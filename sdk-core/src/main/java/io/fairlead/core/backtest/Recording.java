package io.fairlead.core.backtest;

import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.core.analytics.RunRecorder;
import io.fairlead.core.engine.Alarm;
import io.fairlead.core.engine.SessionListener;
import java.util.BitSet;

/** Writes what a session does into the record of the run. On the session's thread. */
final class Recording implements SessionListener {
    private final RunRecorder recorder;
    /** By order id: of which orders something was told, and which of them have ended. */
    private final BitSet seen = new BitSet();

    private final BitSet ended = new BitSet();

    Recording(RunRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public void onOrderEvent(String strategy, OrderEvent event) {
        OrderTicket order = event.order();
        int id = (int) order.orderId().value();
        if (!seen.get(id)) {
            seen.set(id);
            recorder.submitted();
        }
        if (event instanceof OrderEvent.Denied denied) {
            recorder.denied(strategy, order.orderId(), order.request(), denied.denial(), denied.timeNanos());
        } else if (event instanceof OrderEvent.Filled filled) {
            recorder.filled(strategy, order.orderId(), order.request(), filled.fill());
        } else if (event instanceof OrderEvent.FillReversed reversed) {
            recorder.reversed(reversed.reversed());
        }
        if (order.isClosed() && !(event instanceof OrderEvent.Denied) && !ended.get(id)) {
            ended.set(id);
            recorder.ended(order.status());
        }
    }

    @Override
    public void onAlarm(Alarm alarm) {
        recorder.alarm(alarm.timeNanos(), alarm.code() + " " + alarm.detail());
    }

    @Override
    public void onEquity(long timeNanos, long equityE8) {
        recorder.equity(timeNanos, equityE8 / 1e8);
    }
}
