package io.fairlead.consumer;

import io.fairlead.api.Price;

/** Uses the SDK as a host would and prints what it saw, which must not depend on the path it was started from. */
public final class ConsumerMain {
    private ConsumerMain() {}

    /** Prints one line per step; an exception ends the program with exit code 1. */
    public static void main(String[] args) {
        System.out.println("price " + Price.of("0.00100000"));
        System.out.println("done");
    }
}
