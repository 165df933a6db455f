package io.fairlead.core.audit;

/**
 * Which order: ids begin anew only where a journal does, but rows of two runs must never be mixed up even then.
 *
 * @param run the run that it was first told of in
 * @param id ours, above 0; below 0 for an order made elsewhere
 */
record OrderRef(long run, long id) implements Comparable<OrderRef> {
    @Override
    public int compareTo(OrderRef other) {
        int byRun = Long.compare(run, other.run);
        return byRun != 0 ? byRun : Long.compare(id, other.id);
    }
}
