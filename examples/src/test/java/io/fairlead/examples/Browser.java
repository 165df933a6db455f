package io.fairlead.examples;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A headless Chromium with one page, spoken to by the DevTools protocol: enough of it to look at a report. The property {@code
 * fairlead.chromium} names the program; else it is looked for by its usual names.
 */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+),");
    private static final Pattern VALUE = Pattern.compile("\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9A-Fa-f]{4}|[\"\\\\/])");
    private static final Pattern REQUEST =
            Pattern.compile("\"method\":\"Network\\.requestWillBeSent\".*?\"url\":\"([^\"]*)\"");

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private CompletableFuture<Void> loaded = new CompletableFuture<>();
    private int lastId;

    private Browser(Process process, Path profile, HttpClient http, URI page) {
        this.process = process;
        this.profile = profile;
        this.socket = http.newWebSocketBuilder().buildAsync(page, new Ear()).join();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            command(domain + ".enable", "{}");
        }
    }

    /** Starts a browser; skips the test where there is none, or none that starts, unless one was named. */
    static Browser start() {
        Optional<String> program = program();
        assumeThat(program)
                .as("a Chromium to open the report in: install chromium or set -Dfairlead.chromium")
                .isPresent();
        try {
            return start(program.get());
        } catch (IOException | InterruptedException | CompletionException e) {
            assumeThat(System.getProperty("fairlead.chromium"))
                    .as(program.get() + " does not start: " + e)
                    .isNotNull();
            throw new IllegalStateException("cannot start " + program.get(), e);
        }
    }

    private static Optional<String> program() {
        String named = System.getProperty("fairlead.chromium");
        if (named != null) {
            return Optional.of(named);
        }
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            for (String name : NAMES) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program)) {
                    return Optional.of(program.toString());
                }
            }
        }
        return Optional.empty();
    }

    private static Browser start(String program) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory("fairlead-browser");
        List<String> command = List.of(
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank");
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int port = port(process);
        HttpClient http =
                HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        String targets = http.send(list, HttpResponse.BodyHandlers.ofString()).body();
        Matcher page = Pattern.compile("\"webSocketDebuggerUrl\": *\"([^\"]*/page/[^\"]*)\"")
                .matcher(targets);
        if (!page.find()) {
            throw new IOException("the browser has no page: " + targets);
        }
        return new Browser(process, profile, http, URI.create(page.group(1)));
    }

    private static int port(Process process) {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread reader = new Thread(() -> readErrors(process, port), "browser-stderr");
        reader.setDaemon(true);
        reader.start();
        return port.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Reads to the end: a browser that cannot write what it has to say would wait for ever. */
    private static void readErrors(Process process, CompletableFuture<Integer> port) {
        Pattern listening = Pattern.compile("DevTools listening on ws://[^:]*:(\\d+)/");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = listening.matcher(line);
                if (matcher.find()) {
                    port.complete(Integer.valueOf(matcher.group(1)));
                }
            }
            port.completeExceptionally(new IOException("the browser ended"));
        } catch (IOException e) {
            port.completeExceptionally(e);
        }
    }

    /** Collects messages, which may come in parts. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                hear(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    private void hear(String message) {
        Matcher id = ID.matcher(message);
        if (id.find()) {
            CompletableFuture<String> answer = answers.remove(Integer.valueOf(id.group(1)));
            if (answer != null) {
                answer.complete(message);
            }
        } else if (message.contains("\"method\":\"Page.loadEventFired\"")) {
            loaded.complete(null);
        } else if (message.contains("\"method\":\"Runtime.exceptionThrown\"")
                || message.contains("\"method\":\"Log.entryAdded\"")
                || message.contains("\"method\":\"Runtime.consoleAPICalled\"")) {
            complaints.add(message);
        } else {
            Matcher request = REQUEST.matcher(message);
            if (request.find()) {
                requests.add(request.group(1));
            }
        }
    }

    private String command(String method, String parameters) {
        int id = ++lastId;
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .join();
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** The next page is seen in dark or in light colours. */
    void preferDark(boolean dark) {
        command(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + (dark ? "dark" : "light") + "\"}]}");
    }

    /** The next page is seen on a screen of this width. */
    void screen(int width, int height, boolean phone) {
        command(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":" + phone + "}");
    }

    /** Opens a file and waits until it has loaded. */
    void open(Path file) {
        loaded = new CompletableFuture<>();
        command("Page.navigate", "{\"url\":\"" + file.toUri() + "\"}");
        loaded.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** What an expression is on the page, as text of one line. */
    String ask(String expression) {
        String script = "String(" + expression + ")";
        String escaped = script.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        String answer = command("Runtime.evaluate", "{\"returnByValue\":true,\"expression\":\"" + escaped + "\"}");
        Matcher value = VALUE.matcher(answer);
        if (!value.find() || answer.contains("\"exceptionDetails\"")) {
            throw new IllegalStateException(expression + " gave " + answer);
        }
        return unescaped(value.group(1));
    }

    private static String unescaped(String json) {
        Matcher escape = ESCAPE.matcher(json);
        StringBuilder text = new StringBuilder();
        while (escape.find()) {
            String code = escape.group(1);
            String letter = code.length() > 1 ? String.valueOf((char) Integer.parseInt(code.substring(1), 16)) : code;
            escape.appendReplacement(text, Matcher.quoteReplacement(letter));
        }
        return escape.appendTail(text).toString();
    }

    /** The same as a whole number. */
    int count(String expression) {
        return Integer.parseInt(ask(expression));
    }

    /** Exceptions, warnings and whatever was written to the console. */
    List<String> complaints() {
        return new ArrayList<>(complaints);
    }

    /** The addresses that were asked for. */
    List<String> requests() {
        return new ArrayList<>(requests);
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            deleteProfile();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deleteProfile() {
        try (var files = Files.walk(profile)) {
            List<Path> deepestFirst = new ArrayList<>(files.toList());
            java.util.Collections.reverse(deepestFirst);
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            profile.toFile().deleteOnExit(); // a process that has not quite ended may still write there
        }
    }
}
