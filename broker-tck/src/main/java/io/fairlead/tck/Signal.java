package io.fairlead.tck;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes who waits for something to happen. Any thread. */
final class Signal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition happened = lock.newCondition();

    /** Something has happened. */
    void raise() {
        lock.lock();
        try {
            happened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when something has happened, after so long, or sooner: who waits looks again anyway. */
    @SuppressWarnings("WaitNotInLoop") // the caller looks again
    void await(long nanos) {
        lock.lock();
        try {
            happened.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
