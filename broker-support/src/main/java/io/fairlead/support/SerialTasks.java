package io.fairlead.support;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time, in the order given, on a lent executor: the one owner of some state, without a thread of its own. After the
 * lender has shut down, tasks run where they are given, still one at a time. Any thread.
 */
public final class SerialTasks implements Executor {
    private static final Logger log = LoggerFactory.getLogger(SerialTasks.class);

    private final Object lock = new Object();
    private final Executor lent;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    /** On this executor. */
    public SerialTasks(Executor lent) {
        this.lent = lent;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (lock) {
            tasks.addLast(task);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            lent.execute(this::run);
        } catch (RejectedExecutionException e) {
            run();
        }
    }

    private void run() {
        while (true) {
            Runnable task;
            synchronized (lock) {
                if (tasks.isEmpty()) {
                    running = false;
                    return;
                }
                task = tasks.removeFirst();
            }
            try {
                task.run();
            } catch (RuntimeException e) {
                log.atError()
                        .setMessage("a task of an adapter failed; this is a bug")
                        .addKeyValue("fault", e.getClass().getName())
                        .addKeyValue("at", e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0])
                        .log();
            }
        }
    }
}
