package io.fairlead.core.ids;

import io.fairlead.api.order.ClientOrderId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map by client order id. Ids of one maker end with a number that rises; by it they lie side by side in an array: what is put in or
 * asked for next lies beside what was before, where the nodes of a hash table lie all over memory (measured). An id without a number,
 * and one whose place another has, goes into a hash table. One thread.
 *
 * @param <V> what is found
 */
public final class ClientIdMap<V> {
    /** How far ahead of those known a number may be: the array is never emptier than that. */
    private static final int GAP = 4_096;

    private static final int MOST_DIGITS = 9;

    /** By the number that an id ends with: the id, then what it stands for. */
    private @Nullable Object[] numbered = new Object[128];

    private int beyond;
    private final Map<ClientOrderId, V> others = new LinkedHashMap<>();

    /** An empty map. */
    public ClientIdMap() {}

    /** What an id stands for; null if it is not known. */
    public @Nullable V get(ClientOrderId id) {
        int number = numberOf(id.value());
        return isAt(number, id) ? valueAt(number) : others.isEmpty() ? null : others.get(id);
    }

    /** Whether an id is known. */
    public boolean contains(ClientOrderId id) {
        return get(id) != null;
    }

    /** Lets an id stand for something, from now on. */
    public void put(ClientOrderId id, V value) {
        int number = numberOf(id.value());
        if (isAt(number, id)) {
            numbered[2 * number + 1] = value;
        } else if (isFree(number) && !(!others.isEmpty() && others.containsKey(id))) {
            putAt(number, id, value);
        } else {
            others.put(id, value);
        }
    }

    /** Lets an id that is not known stand for something, from now on; whether it was not. */
    public boolean putIfAbsent(ClientOrderId id, V value) {
        int number = numberOf(id.value());
        if (isAt(number, id) || (!others.isEmpty() && others.containsKey(id))) {
            return false;
        }
        if (isFree(number)) {
            putAt(number, id, value);
        } else {
            others.put(id, value);
        }
        return true;
    }

    /** Shows every id with what it stands for: those in the array in the order of their numbers, then the others as they came. */
    public void forEach(BiConsumer<ClientOrderId, V> each) {
        for (int i = 0; i < beyond; i++) {
            V value = valueAt(i);
            if (value != null && numbered[2 * i] instanceof ClientOrderId id) {
                each.accept(id, value);
            }
        }
        others.forEach(each);
    }

    private boolean isAt(int number, ClientOrderId id) {
        return number >= 0 && number < beyond && id.equals(numbered[2 * number]);
    }

    private boolean isFree(int number) {
        return number >= 0 && (number < beyond ? numbered[2 * number] == null : number < beyond + GAP);
    }

    @SuppressWarnings("unchecked") // only put writes to the array
    private @Nullable V valueAt(int number) {
        return (V) numbered[2 * number + 1];
    }

    private void putAt(int number, ClientOrderId id, V value) {
        int at = 2 * number;
        if (at >= numbered.length) {
            numbered = Arrays.copyOf(numbered, Math.max(at + 2, numbered.length * 2));
        }
        numbered[at] = id;
        numbered[at + 1] = value;
        beyond = Math.max(beyond, number + 1);
    }

    /** The number that an id ends with, of its last digits; -1 if it ends with none. */
    private static int numberOf(String id) {
        int number = 0;
        int power = 1;
        int least = Math.max(0, id.length() - MOST_DIGITS);
        int i = id.length() - 1;
        for (; i >= least; i--) {
            int digit = id.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number += digit * power;
            power *= 10;
        }
        return i == id.length() - 1 ? -1 : number;
    }
}
