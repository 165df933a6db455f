package io.fairlead.core.indicator;

/**
 * Pearson's correlation of the latest {@code window} pairs of values, from -1 to 1. Feed it returns to compare how two instruments
 * move; two price levels that both drift look alike for no reason.
 *
 * <p>The first value comes with update number {@code window}. It is 0 where one of the two does not vary at all, as in TA-Lib. The
 * sums are compensated, as in {@link RollingStdDev}. Values must stay below 10<sup>150</sup>, or their squares overflow. One thread.
 */
public final class Correlation extends Line {
    private final Window xs;
    private final Window ys;
    private final FlatRun flatX;
    private final FlatRun flatY;
    private final RenewedSum sumX = new RenewedSum();
    private final RenewedSum sumY = new RenewedSum();
    private final RenewedSum squaresX = new RenewedSum();
    private final RenewedSum squaresY = new RenewedSum();
    private final RenewedSum products = new RenewedSum();

    private Correlation(int window) {
        super(window);
        xs = new Window(window);
        ys = new Window(window);
        flatX = new FlatRun(window);
        flatY = new FlatRun(window);
    }

    /**
     * The correlation of so many pairs.
     *
     * @throws IllegalArgumentException unless the window is 2 to 2<sup>24</sup>
     */
    public static Correlation of(int window) {
        return new Correlation(Input.window(window, 2));
    }

    /**
     * Takes the next pair.
     *
     * @throws IllegalArgumentException if one is NaN or infinite; nothing changes then
     */
    public void update(double x, double y) {
        Input.finite("x", x);
        Input.finite("y", y);
        flatX.push(x);
        flatY.push(y);
        exchange(x, y, xs.push(x), ys.push(y));
        if (xs.isRenewed()) {
            renew();
        }
        if (xs.isFull()) {
            next(correlation());
        }
    }

    private void exchange(double x, double y, double oldestX, double oldestY) {
        sumX.exchange(x, oldestX);
        sumY.exchange(y, oldestY);
        squaresX.exchangeProduct(x, x, oldestX, oldestX);
        squaresY.exchangeProduct(y, y, oldestY, oldestY);
        products.exchangeProduct(x, y, oldestX, oldestY);
    }

    private void renew() {
        sumX.renew();
        sumY.renew();
        squaresX.renew();
        squaresY.renew();
        products.renew();
    }

    private double correlation() {
        double varianceX = comoment(squaresX, sumX, sumX);
        double varianceY = comoment(squaresY, sumY, sumY);
        if (flatX.fillsWindow() || flatY.fillsWindow() || !(varianceX > 0 && varianceY > 0)) {
            return 0;
        }
        double together = comoment(products, sumX, sumY) / (Math.sqrt(varianceX) * Math.sqrt(varianceY));
        return Math.max(-1, Math.min(1, together));
    }

    private double comoment(RenewedSum crossed, RenewedSum x, RenewedSum y) {
        return Comoment.of(crossed.now(), x.now(), y.now(), xs.length());
    }
}
