package io.fairlead.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One numbered rule: what it is about, what it depends on, how it is tested where that is declared and where it is not, and what to
 * look at when it fails. Immutable; any thread.
 */
final class Rule {
    /** Tests a rule against a fresh venue. */
    @FunctionalInterface
    interface Check {
        void on(Bench bench) throws Exception;
    }

    /** Part of a rule that is tested case by case, each against a venue of its own. */
    record Case(String name, Check check) {}

    private static final String ALWAYS = "every broker";

    private final String id;
    private final String title;
    private final String capability;
    private final Predicate<Plugin> declared;
    private final @Nullable Check holds;
    private final @Nullable Check otherwise;
    private final String otherwiseText;
    private final @Nullable Function<Plugin, List<Case>> cases;
    private final List<Need> needs;
    private final String lookAt;

    private Rule(Builder from) {
        id = from.id;
        title = from.title;
        capability = from.capability;
        declared = from.declared;
        holds = from.holds;
        otherwise = from.otherwise;
        otherwiseText = from.otherwiseText;
        cases = from.cases;
        needs = List.copyOf(from.needs);
        lookAt = from.lookAt;
    }

    /** Starts a rule that every broker keeps. */
    static Builder rule(String id, String title) {
        return new Builder(id, title);
    }

    String id() {
        return id;
    }

    /** The letters of its id: its group. */
    String group() {
        return id.substring(0, id.indexOf('-'));
    }

    String title() {
        return title;
    }

    /** What it depends on, in words. */
    String capability() {
        return capability;
    }

    boolean isDeclaredBy(Plugin plugin) {
        return declared.test(plugin);
    }

    boolean dependsOnACapability() {
        return !capability.equals(ALWAYS);
    }

    /** What a stub has to be able to do, in words; empty if nothing special. */
    List<String> needs() {
        return needs.stream().map(Need::text).toList();
    }

    String lookAt() {
        return lookAt;
    }

    /** What is tested where the capability is not declared, in words; empty if nothing. */
    String otherwiseText() {
        return otherwiseText;
    }

    /** Why it cannot be tested on this venue; null if it can. */
    @Nullable
    String obstacle(Plugin plugin) {
        for (Need need : needs) {
            if (!need.isMetBy(plugin)) {
                return need.whyNot(plugin);
            }
        }
        return null;
    }

    /** What there is to run for this plug-in; a rule that has no cases here has none to run. */
    List<Case> cases(Plugin plugin) {
        if (cases != null) {
            return cases.apply(plugin);
        }
        Check check = isDeclaredBy(plugin) ? holds : otherwise;
        return check == null ? List.of() : List.of(new Case("", check));
    }

    @Override
    public String toString() {
        return id + " " + title;
    }

    /** Collects a rule. */
    static final class Builder {
        private final String id;
        private final String title;
        private String capability = ALWAYS;
        private Predicate<Plugin> declared = plugin -> true;
        private @Nullable Check holds;
        private @Nullable Check otherwise;
        private String otherwiseText = "";
        private @Nullable Function<Plugin, List<Case>> cases;
        private final List<Need> needs = new ArrayList<>();
        private String lookAt = "";

        private Builder(String id, String title) {
            this.id = id;
            this.title = title;
        }

        /** It depends on something that is declared or not. */
        Builder declared(String what, Predicate<Plugin> test) {
            capability = what;
            declared = test;
            return this;
        }

        /** The stub has to be able to do these. */
        Builder needs(Hook... hooks) {
            for (Hook hook : hooks) {
                needs.add(Need.of(hook));
            }
            return this;
        }

        /** The stub has to be able to do this to requests. */
        Builder needs(RequestKind kind, Fault fault) {
            needs.add(Need.of(kind, fault));
            return this;
        }

        /** The stub has to be able to refuse requests of a kind. */
        Builder needsRejection(RequestKind kind) {
            return needs("REJECT of " + kind, plugin -> plugin.canReject(kind));
        }

        /** The venue has to be of a kind. */
        Builder needs(String text, Predicate<Plugin> test) {
            needs.add(Need.of(text, test));
            return this;
        }

        /** Where to look when it fails. */
        Builder lookAt(String where) {
            lookAt = where;
            return this;
        }

        /** What is tested where it is declared. */
        Builder holds(Check check) {
            holds = check;
            return this;
        }

        /** What is tested where it is not declared. */
        Builder otherwise(String what, Check check) {
            otherwiseText = what;
            otherwise = check;
            return this;
        }

        /** What is tested, case by case. */
        Builder cases(Function<Plugin, List<Case>> of) {
            cases = of;
            return this;
        }

        Rule build() {
            Objects.requireNonNull(cases == null ? holds : cases, id + " tests nothing");
            if (lookAt.isEmpty()) {
                throw new IllegalArgumentException(id + " does not say where to look when it fails");
            }
            return new Rule(this);
        }
    }
}
