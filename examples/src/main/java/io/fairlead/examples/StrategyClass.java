package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.api.strategy.Strategy;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Finds a strategy's class by its name. */
final class StrategyClass {
    private static final List<String> BUILT_IN = List.of("sma", "ensemble");

    private StrategyClass() {}

    /**
     * What makes a strategy of this class.
     *
     * @param name its full name
     * @param classPath jars and folders to look in besides the program's own
     * @throws BadInputException if there is no such class, or it cannot be used as a strategy
     */
    static Supplier<Strategy> load(String name, List<Path> classPath) {
        Class<?> found = find(name, classPath);
        if (!Strategy.class.isAssignableFrom(found)) {
            throw new BadInputException(name + " is no strategy; let it implement " + Strategy.class.getName());
        }
        Constructor<? extends Strategy> constructor = constructor(found.asSubclass(Strategy.class));
        return () -> make(constructor);
    }

    private static Class<?> find(String name, List<Path> classPath) {
        try {
            return Class.forName(name, true, loader(classPath));
        } catch (ClassNotFoundException e) {
            String hint = name.contains(".") ? "" : Nearest.hint(name, BUILT_IN);
            throw new BadInputException(
                    "there is no strategy '" + name + "'; take sma, ensemble, or a class's full name"
                            + " and say where it is with --class-path" + hint,
                    e);
        } catch (LinkageError e) {
            throw new BadInputException("the class " + name + " cannot be loaded: " + e, e);
        }
    }

    private static ClassLoader loader(List<Path> classPath) {
        URL[] places = new URL[classPath.size()];
        for (int i = 0; i < places.length; i++) {
            Path place = classPath.get(i);
            if (!Files.exists(place)) {
                throw new BadInputException("--class-path " + place + " does not exist; check its path");
            }
            try {
                places[i] = place.toUri().toURL();
            } catch (MalformedURLException e) {
                throw new BadInputException("--class-path " + place + " cannot be used: " + e.getMessage(), e);
            }
        }
        return new URLClassLoader(places, StrategyClass.class.getClassLoader());
    }

    private static Constructor<? extends Strategy> constructor(Class<? extends Strategy> type) {
        try {
            Constructor<? extends Strategy> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new BadInputException(
                    type.getName() + " cannot be made: give it a constructor without parameters", e);
        }
    }

    private static Strategy make(Constructor<? extends Strategy> constructor) {
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw new BadInputException(
                    constructor.getDeclaringClass().getName() + " cannot be made: its constructor threw "
                            + e.getCause(),
                    e);
        } catch (ReflectiveOperationException e) {
            throw new BadInputException(constructor.getDeclaringClass().getName() + " cannot be made: " + e, e);
        }
    }
}
