package io.fairlead.fakes;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Which calls and which stream messages go wrong, and how. Scripted: "the third POST /v2/orders from now". Seeded:
 * each call fails with a given chance, the same calls on every run. Both at once: the script comes first. May be added
 * to while the venue runs. Thread-safe.
 *
 * <p>A name is what the venue's documentation calls it: {@code POST /api/v3/order}, or the method of a WebSocket call
 * ({@code order.place}), or for streams the channel ({@code btcusdt@trade}, {@code user}). In a pattern one {@code *}
 * stands for any text: {@code GET *}, {@code *@trade}.
 */
public final class FaultPlan {
    private static final class Rule<F> {
        private final String pattern;
        private final boolean once;
        private final F fault;
        private int skip;

        Rule(String pattern, int skip, boolean once, F fault) {
            this.pattern = pattern;
            this.skip = skip;
            this.once = once;
            this.fault = fault;
        }
    }

    private record Chance<F>(String pattern, int perMille, F fault, SplittableRandom random) {}

    private final Object lock = new Object();
    private final List<Rule<CallFault>> calls = new ArrayList<>();
    private final List<Rule<StreamFault>> messages = new ArrayList<>();
    private final List<Chance<CallFault>> callChances = new ArrayList<>();
    private final List<Chance<StreamFault>> messageChances = new ArrayList<>();
    private final SplittableRandom seeds;

    private FaultPlan(long seed) {
        this.seeds = new SplittableRandom(seed);
    }

    /** A plan without faults so far. */
    public static FaultPlan none() {
        return new FaultPlan(0);
    }

    /** A plan without faults so far, whose chances are drawn from this seed. */
    public static FaultPlan seeded(long seed) {
        return new FaultPlan(seed);
    }

    /** The next call of that name goes wrong, once. */
    public FaultPlan next(String pattern, CallFault fault) {
        return nth(pattern, 1, fault);
    }

    /** The {@code n}-th call of that name from now goes wrong, once; 1 is the next. */
    public FaultPlan nth(String pattern, int n, CallFault fault) {
        synchronized (lock) {
            calls.add(new Rule<>(pattern, positive(n) - 1, true, fault));
        }
        return this;
    }

    /** Every call of that name goes wrong until {@link #clear}. */
    public FaultPlan always(String pattern, CallFault fault) {
        synchronized (lock) {
            calls.add(new Rule<>(pattern, 0, false, fault));
        }
        return this;
    }

    /** Calls of that name go wrong with a chance of {@code perMille} in a thousand, 0 to 1000. */
    public FaultPlan sometimes(String pattern, int perMille, CallFault fault) {
        synchronized (lock) {
            callChances.add(new Chance<>(pattern, chance(perMille), fault, seeds.split()));
        }
        return this;
    }

    /** The next message on that channel goes wrong, once. */
    public FaultPlan next(String pattern, StreamFault fault) {
        return nth(pattern, 1, fault);
    }

    /** The {@code n}-th message on that channel from now goes wrong, once; 1 is the next. */
    public FaultPlan nth(String pattern, int n, StreamFault fault) {
        synchronized (lock) {
            messages.add(new Rule<>(pattern, positive(n) - 1, true, fault));
        }
        return this;
    }

    /** Every message on that channel goes wrong until {@link #clear}. */
    public FaultPlan always(String pattern, StreamFault fault) {
        synchronized (lock) {
            messages.add(new Rule<>(pattern, 0, false, fault));
        }
        return this;
    }

    /** Messages on that channel go wrong with a chance of {@code perMille} in a thousand, 0 to 1000. */
    public FaultPlan sometimes(String pattern, int perMille, StreamFault fault) {
        synchronized (lock) {
            messageChances.add(new Chance<>(pattern, chance(perMille), fault, seeds.split()));
        }
        return this;
    }

    /** Forgets all faults, scripted and by chance. */
    public void clear() {
        synchronized (lock) {
            calls.clear();
            messages.clear();
            callChances.clear();
            messageChances.clear();
        }
    }

    /** A venue asks, exactly once per call, what goes wrong with it. */
    public Optional<CallFault> onCall(String name) {
        synchronized (lock) {
            return Optional.ofNullable(draw(name, calls, callChances));
        }
    }

    /** A venue asks, exactly once per message, what goes wrong with it. */
    public Optional<StreamFault> onMessage(String channel) {
        synchronized (lock) {
            return Optional.ofNullable(draw(channel, messages, messageChances));
        }
    }

    private static <F> @Nullable F draw(String name, List<Rule<F>> rules, List<Chance<F>> chances) {
        F scripted = fromScript(name, rules);
        F drawn = null;
        for (Chance<F> chance : chances) {
            // Every chance draws, so that one fault more or less does not shift the others.
            if (matches(chance.pattern(), name) && chance.random().nextInt(1000) < chance.perMille() && drawn == null) {
                drawn = chance.fault();
            }
        }
        return scripted != null ? scripted : drawn;
    }

    private static <F> @Nullable F fromScript(String name, List<Rule<F>> rules) {
        F found = null;
        for (Iterator<Rule<F>> i = rules.iterator(); i.hasNext(); ) {
            Rule<F> rule = i.next();
            if (!matches(rule.pattern, name)) {
                continue;
            }
            if (rule.skip > 0) {
                rule.skip--;
            } else if (found == null) {
                found = rule.fault;
                if (rule.once) {
                    i.remove();
                }
            }
        }
        return found;
    }

    static boolean matches(String pattern, String name) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(name);
        }
        String head = pattern.substring(0, star);
        String tail = pattern.substring(star + 1);
        return name.length() >= head.length() + tail.length() && name.startsWith(head) && name.endsWith(tail);
    }

    private static int positive(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("n must be 1 or more, was " + n);
        }
        return n;
    }

    private static int chance(int perMille) {
        if (perMille < 0 || perMille > 1000) {
            throw new IllegalArgumentException("chance must be in 0..1000, was " + perMille);
        }
        return perMille;
    }
}
