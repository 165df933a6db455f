package io.fairlead.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Decimal;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.spi.Broker;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A secret cannot be written down, because no record has room for one: every value in every record, however deep, is of a closed
 * type. What could hold anything (an object, a map of objects, a configuration, an interface that a host implements) has no place.
 */
class SecretsStayOutTest {
    private static final Set<Class<?>> GENERIC =
            Set.of(List.class, Optional.class, Set.class, SortedSet.class, Map.class, SortedMap.class);

    /** Ends of the walk: what the JDK makes, which holds what its name says. */
    private static final Set<Class<?>> LEAVES = Set.of(
            String.class,
            java.math.BigDecimal.class,
            java.time.Duration.class,
            java.time.Instant.class,
            java.time.LocalDate.class,
            int.class,
            long.class,
            Long.class,
            double.class,
            boolean.class,
            long[].class);

    private final Set<Type> seen = new HashSet<>();
    private final Set<String> faults = new TreeSet<>();

    @Test
    void noRecordHasRoomForASecret() {
        RandomRecords.types().forEach(type -> walk(type, type.getSimpleName()));

        assertThat(faults).isEmpty();
        assertThat(seen).hasSizeGreaterThan(60).doesNotContain(Secret.class, ProviderConfig.class, Object.class);
    }

    @Test
    void theWalkFindsWhatItLooksFor() {
        record Holder(List<Optional<ProviderConfig>> configs, Map<String, Object> any, Broker broker, Object thing) {}

        walk(Holder.class, "Holder");

        assertThat(faults)
                .containsExactly(
                        "Holder.any<>: class java.lang.Object",
                        "Holder.broker: interface io.fairlead.spi.Broker",
                        "Holder.configs<><>: class io.fairlead.spi.ProviderConfig",
                        "Holder.thing: class java.lang.Object");
    }

    private void walk(Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            walk(generic.getRawType(), path);
            if (GENERIC.contains(generic.getRawType())) {
                Arrays.stream(generic.getActualTypeArguments()).forEach(of -> walk(of, path + "<>"));
            }
        } else if (type instanceof Class<?> plain) {
            walkClass(plain, path);
        } else {
            faults.add(path + ": " + (type instanceof GenericArrayType ? "array " : "") + type);
        }
    }

    private void walkClass(Class<?> type, String path) {
        if (!seen.add(type) || LEAVES.contains(type) || GENERIC.contains(type) || type.isEnum()) {
            return;
        }
        if (type == TradingCalendar.class || type.getSuperclass() == Decimal.class) {
            return; // of a calendar the name and the zone are written; a decimal is digits
        }
        if (type == Secret.class
                || type == ProviderConfig.class
                || !type.getName().startsWith("io.fairlead.")) {
            seen.remove(type);
            faults.add(path + ": " + type);
        } else if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(permitted -> walk(permitted, path));
        } else if (Modifier.isFinal(type.getModifiers())) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    walk(field.getGenericType(), path + "." + field.getName());
                }
            }
        } else {
            faults.add(path + ": " + type);
        }
    }
}
