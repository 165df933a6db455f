package io.fairlead.tck;

import java.util.function.Function;
import java.util.function.Predicate;

/** What a rule needs of the stub, beyond what every stub has. */
final class Need {
    private final String text;
    private final Predicate<Plugin> met;
    private final Function<Plugin, String> whyNot;

    private Need(String text, Predicate<Plugin> met, Function<Plugin, String> whyNot) {
        this.text = text;
        this.met = met;
        this.whyNot = whyNot;
    }

    static Need of(Hook hook) {
        return new Need(hook.name(), plugin -> plugin.hooks().contains(hook), plugin -> plugin.whyNot(hook));
    }

    static Need of(RequestKind kind, Fault fault) {
        return new Need(
                kind + " " + fault,
                plugin -> plugin.canFail(kind, fault),
                plugin -> "this stub cannot do " + fault + " to " + kind);
    }

    static Need of(String text, Predicate<Plugin> met) {
        return new Need(text, met, plugin -> "the stub has no " + text);
    }

    /** In words. */
    String text() {
        return text;
    }

    boolean isMetBy(Plugin plugin) {
        return met.test(plugin);
    }

    String whyNot(Plugin plugin) {
        return whyNot.apply(plugin);
    }
}
