package io.fairlead.core.indicator;

/**
 * The sum over a window that slides: each step adds the newest value and takes the oldest away.
 *
 * <p>What adding and taking away may leave behind cannot pile up: a second sum takes the new values only, and each time the window
 * has been renewed from end to end it holds exactly the window, and takes over. An error is therefore never older than two windows,
 * and no step scans the window.
 */
final class RenewedSum {
    private final CompensatedSum now = new CompensatedSum();
    private final CompensatedSum sinceRenewal = new CompensatedSum();

    void exchange(double newest, double oldest) {
        now.exchange(newest, oldest);
        sinceRenewal.add(newest);
    }

    void exchangeProduct(double newestA, double newestB, double oldestA, double oldestB) {
        now.addProduct(newestA, newestB);
        now.addProduct(-oldestA, oldestB);
        sinceRenewal.addProduct(newestA, newestB);
    }

    /** To be called when every value in the window has come since the last call. */
    void renew() {
        now.takeOver(sinceRenewal);
    }

    CompensatedSum now() {
        return now;
    }
}
