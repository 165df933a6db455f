package io.fairlead.core.ids;

import io.fairlead.api.order.ClientOrderId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map by client order id. Ids of one maker, a text that stays the same and a number that rises, lie side by side in an array: what
 * is put in or asked for next lies beside what was before, where the nodes of a hash table lie all over memory (measured). Any other
 * id goes into a hash table. One thread.
 *
 * @param <V> what is found
 */
public final class ClientIdMap<V> {
    /** How far ahead of those known a number may be: the array is never emptier than that. */
    private static final int GAP = 4_096;

    private static final int MOST_DIGITS = 9;

    private @Nullable String prefix;
    private @Nullable Object[] numbered = new Object[64];
    private int beyond;
    private final Map<ClientOrderId, V> others = new LinkedHashMap<>();

    /** An empty map. */
    public ClientIdMap() {}

    /** What an id stands for; null if it is not known. */
    @SuppressWarnings("unchecked") // only put writes to the array
    public @Nullable V get(ClientOrderId id) {
        int number = numberOf(id.value());
        @Nullable Object found = number >= 0 && number < beyond ? numbered[number] : null;
        return found == null && !others.isEmpty() ? others.get(id) : (V) found;
    }

    /** Whether an id is known. */
    public boolean contains(ClientOrderId id) {
        return get(id) != null;
    }

    /** Lets an id stand for something, from now on. */
    public void put(ClientOrderId id, V value) {
        if (prefix == null) {
            prefix = textOf(id.value());
        }
        int number = numberOf(id.value());
        if (number < 0 || number >= beyond + GAP || (!others.isEmpty() && others.containsKey(id))) {
            others.put(id, value);
            return;
        }
        if (number >= numbered.length) {
            numbered = Arrays.copyOf(numbered, Math.max(number + 1, numbered.length * 2));
        }
        numbered[number] = value;
        beyond = Math.max(beyond, number + 1);
    }

    /** Shows every id with what it stands for: those with a number in its order, then the others as they came. */
    @SuppressWarnings("unchecked") // only put writes to the array
    public void forEach(BiConsumer<ClientOrderId, V> each) {
        for (int i = 0; i < beyond; i++) {
            Object value = numbered[i];
            if (value != null) {
                each.accept(new ClientOrderId(prefix + i), (V) value);
            }
        }
        others.forEach(each);
    }

    /** All but the number that an id ends with. */
    private static String textOf(String id) {
        int end = id.length();
        while (end > 0 && isDigit(id.charAt(end - 1))) {
            end--;
        }
        return id.substring(0, end);
    }

    /** The number behind the text that most ids have; -1 for another text, and for a number that is written in another way. */
    private int numberOf(String id) {
        String text = prefix;
        int from = text == null ? 0 : text.length();
        int digits = id.length() - from;
        if (text == null || digits < 1 || digits > MOST_DIGITS || !id.startsWith(text)) {
            return -1;
        }
        if (id.charAt(from) == '0' && digits > 1) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < id.length(); i++) {
            char digit = id.charAt(i);
            if (!isDigit(digit)) {
                return -1;
            }
            number = number * 10 + (digit - '0');
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
