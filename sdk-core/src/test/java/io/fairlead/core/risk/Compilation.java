package io.fairlead.core.risk;

import io.fairlead.api.risk.RiskGate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * What the compiler says of an attacker's source.
 *
 * @param classes where the class files went
 * @param errors the codes of its errors, {@code compiler.err.…}
 */
record Compilation(Path classes, List<String> errors) {
    /** Compiles one class against the API on the class path. */
    static Compilation onClassPath(Path scratch, String name, String source) {
        return compile(scratch, List.of("-cp", api().toString()), List.of(source(name, source)));
    }

    /** Compiles a module {@code attack} of one class. */
    static Compilation onModulePath(Path scratch, List<String> required, String source) {
        String requires =
                required.stream().map(module -> " requires " + module + ";").collect(Collectors.joining());
        String name = source.replaceAll("(?s).*?package ([a-z.]+);.*? class (\\w+) .*", "$1.$2");
        List<String> options = List.of("--module-path", api() + System.getProperty("path.separator") + jspecify());
        return compile(
                scratch,
                options,
                List.of(
                        source(
                                "module-info",
                                "module attack {" + requires + " exports " + name.substring(0, name.lastIndexOf('.'))
                                        + "; }"),
                        source(name, source)));
    }

    private static Compilation compile(Path scratch, List<String> options, List<JavaFileObject> sources) {
        try {
            Path classes = Files.createTempDirectory(scratch, "classes");
            List<String> all = new ArrayList<>(options);
            all.addAll(List.of("-proc:none", "-d", classes.toString()));
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
            compiler.getTask(null, null, said, all, null, sources).call();
            return new Compilation(
                    classes,
                    said.getDiagnostics().stream()
                            .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                            .map(one -> one.getCode() + " " + one.getMessage(null))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The API's jar, or its class directory in a build that packs none. */
    static Path api() {
        return locationOf(RiskGate.class);
    }

    private static Path jspecify() {
        return locationOf(org.jspecify.annotations.NullMarked.class);
    }

    private static Path locationOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(
                URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
