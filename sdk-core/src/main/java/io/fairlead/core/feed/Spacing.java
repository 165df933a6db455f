package io.fairlead.core.feed;

/** How far apart the rows of one file stand: what their interval is told from. */
final class Spacing {
    private long rows;
    private long first;
    private long last;
    private long smallest = Long.MAX_VALUE;
    private long atSmallest;
    private long atTwiceSmallest;

    /** The time of the next row, in the unit of all others. */
    void add(long time) {
        if (rows == 0) {
            first = time;
        } else {
            count(time - last);
        }
        last = time;
        rows++;
    }

    private void count(long distance) {
        if (distance < smallest) {
            atTwiceSmallest = distance * 2 == smallest ? atSmallest : 0;
            atSmallest = 1;
            smallest = distance;
        } else if (distance == smallest) {
            atSmallest++;
        } else if (distance == smallest * 2) {
            atTwiceSmallest++;
        }
    }

    boolean hasRows() {
        return rows > 0;
    }

    /** Time of the first row; 0 if there is none. */
    long first() {
        return first;
    }

    /** Time of the last row; 0 if there is none. */
    long last() {
        return last;
    }

    boolean hasDistance() {
        return smallest != Long.MAX_VALUE;
    }

    /** The smallest distance of two neighbours. */
    long smallest() {
        return smallest;
    }

    /** Whether more neighbours stand twice the smallest distance apart: then the smallest may be an exception, not the rule. */
    boolean isUncertain() {
        return atTwiceSmallest > atSmallest;
    }
}
