package io.fairlead.spi;

/** Takes what a broker reports. Returns at once and never throws; the session queues what it takes. */
public interface BrokerListener {
    /** Something happened to an order. */
    void onOrderReport(OrderReport report);

    /** Something happened to the connection. */
    void onConnection(ConnectionEvent event);
}
