package io.fairlead.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every plug-in is declared twice: in {@code META-INF/services} for the class path and by {@code provides} in
 * {@code module-info} for the module path. ServiceLoader reads one or the other, so both must say the same.
 */
class PluginDeclarationsTest {
    /** What one module declares: service name to provider names. */
    private record Declarations(
            String module,
            SortedMap<String, SortedSet<String>> provided,
            SortedMap<String, SortedSet<String>> listed) {}

    @Test
    void shouldDeclareTheSamePluginsOnBothPaths() throws IOException {
        List<Declarations> modules = declarationsOnTheClassPath();

        assertThat(modules)
                .extracting(Declarations::module)
                .contains(
                        "io.fairlead.api",
                        "io.fairlead.core",
                        "io.fairlead.support",
                        "io.fairlead.binance",
                        "io.fairlead.alpaca",
                        "io.fairlead.fakes");
        assertThat(modules)
                .allSatisfy(module -> assertThat(module.listed())
                        .as("META-INF/services of %s against its module-info", module.module())
                        .isEqualTo(module.provided()));
    }

    private static List<Declarations> declarationsOnTheClassPath() throws IOException {
        SortedMap<String, Declarations> modules = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                read(path, modules);
            } else if (Files.isRegularFile(path)) {
                try (FileSystem jar = FileSystems.newFileSystem(path)) {
                    read(jar.getPath("/"), modules);
                }
            }
        }
        return List.copyOf(modules.values());
    }

    private static void read(Path root, SortedMap<String, Declarations> modules) throws IOException {
        Path descriptor = root.resolve("module-info.class");
        if (!Files.isRegularFile(descriptor)) {
            return;
        }
        ModuleDescriptor module;
        try (InputStream in = Files.newInputStream(descriptor)) {
            module = ModuleDescriptor.read(in);
        }
        if (module.name().startsWith("io.fairlead.")) {
            modules.put(module.name(), new Declarations(module.name(), provided(module), listed(root)));
        }
    }

    private static SortedMap<String, SortedSet<String>> provided(ModuleDescriptor module) {
        SortedMap<String, SortedSet<String>> services = new TreeMap<>();
        module.provides().forEach(provides -> services.put(provides.service(), new TreeSet<>(provides.providers())));
        return services;
    }

    private static SortedMap<String, SortedSet<String>> listed(Path root) throws IOException {
        SortedMap<String, SortedSet<String>> services = new TreeMap<>();
        Path folder = root.resolve("META-INF/services");
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    services.put(file.getFileName().toString(), new TreeSet<>(providersIn(file)));
                }
            }
        }
        return services;
    }

    private static Set<String> providersIn(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            Set<String> providers = new TreeSet<>();
            lines.map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(providers::add);
            return providers;
        }
    }
}
